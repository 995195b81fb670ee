import { assert, type Case, equal, settings } from "../harness/index.ts";
import { openSandbox, why } from "../support/sandbox.ts";

const here = settings.sink;
const key = () => `python-${crypto.randomUUID()}`;
const csv = `${here}/text/${key()}?type=text/csv&body=${encodeURIComponent("a,b\n1,2\n3,4\n")}`;
const json = `${here}/text/${key()}?type=application/json&body=${encodeURIComponent('[{"a":1},{"a":2}]')}`;

/** Whether Python can wait for JavaScript in the midst of its code; where it cannot, only whole addresses in the code can be read so. */
const canWait = "Suspending" in WebAssembly;

/** R21: Python's libraries reach what policy.network lists. */
export const networkCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-network`,
    title: "R21: pyfetch, urllib, http.client and open_url reach what policy.network lists, with headers and bodies; the rest is denied by the rule's name",
    async run(context) {
      const sandbox = await openSandbox(context, { distribution, policy: { network: [{ origin: here, methods: ["GET", "POST"] }] } });
      const reading = `
import json, urllib.request
from pyodide.http import open_url, pyfetch
response = await pyfetch("${json}")
print(response.status, response.url == "${json}", await response.json())
posted = await (await pyfetch("${here}/echo/${key()}", method="POST", headers={"X-Own": "1"}, body=b"bytes")).json()
print(posted["method"], posted["headers"]["x-own"], posted["body"])
with urllib.request.urlopen("${json}") as response:
    print(response.status, response.headers.get_content_type(), json.load(response))
print(open_url("${csv}").read().split())
path, _ = urllib.request.urlretrieve("${csv}", "got.csv")
print(open(path).read().split())
try: urllib.request.urlopen("https://elsewhere.test/x")
except urllib.error.URLError as error: print(error)
await pyfetch("https://elsewhere.test/y")`;
      const result = await sandbox.run({ code: reading }).result;
      const lines = result.stdout.trimEnd().split("\n");
      equal(
        lines.slice(0, 5),
        ["200 True [{'a': 1}, {'a': 2}]", "POST 1 bytes", "200 application/json [{'a': 1}, {'a': 2}]", "['a,b', '1,2', '3,4']", "['a,b', '1,2', '3,4']"],
        why(result),
      );
      assert(lines[5]!.includes("policy.network does not list https://elsewhere.test; it lists"), lines[5]!);
      equal([result.error?.code, result.error?.message.includes("https://elsewhere.test"), result.error?.line], ["NETWORK_DENIED", true, 15], why(result));
      equal(result.files.map(({ path }) => path), ["got.csv"], "what urlretrieve wrote");
    },
  },
  {
    id: `${distribution}-network-sync`,
    title: "R21: http.client and urllib post in the midst of the code where the engine can wait; where it cannot, the error says what to do",
    async run(context) {
      const sandbox = await openSandbox(context, { distribution, policy: { network: [{ origin: here, methods: ["GET", "POST"] }] } });
      const code = `
import http.client, json, urllib.error, urllib.parse, urllib.request
base = "${here}/" + "echo/${key()}"
def told():
    request = urllib.request.Request(base, data=urllib.parse.urlencode({"a": "ä"}).encode(), headers={"X-Own": "2"})
    return json.load(urllib.request.urlopen(request))
echoed = told()
print(echoed["method"], echoed["headers"]["x-own"], echoed["headers"]["content-type"], echoed["body"])
connection = http.client.HTTPConnection("${new URL(here).host}")
connection.request("POST", "/echo/${key()}", body=iter([b"in ", b"chunks"]), encode_chunked=True)
response = connection.getresponse()
print(response.status, response.reason, json.load(response)["body"])
connection.request("GET", "/count/${key()}")
print(connection.getresponse().read())`;
      const result = await sandbox.run({ code }).result;
      if (!canWait) {
        equal([result.error?.code, result.error?.message.includes("await pyodide.http.pyfetch"), result.error?.line], ["NETWORK_FAILED", true, 6], why(result));
        return "this engine cannot wait: the error says so";
      }
      equal(result.stdout.trimEnd().split("\n"), ["POST 2 application/x-www-form-urlencoded a=%C3%A4", "200 OK in chunks", "b'0'"], why(result));
      return "waited";
    },
  },
  {
    id: `${distribution}-network-requests`,
    title: "R21: requests reaches a listed address, in every engine",
    async run(context) {
      const sandbox = await openSandbox(context, { distribution, policy: { network: [{ origin: here, methods: ["GET", "POST"] }] } });
      const code = `
import pyodide_http
pyodide_http.patch_all()
import requests
response = requests.get("${json}", timeout=10)
print(response.status_code, response.json(), response.headers["content-type"])
try: requests.get("https://elsewhere.test/data.csv")
except requests.ConnectionError as error: print(error)
echo = "${here}/" + "echo/${key()}"
with requests.Session() as session:
    echoed = session.post(echo, json={"a": 1}, headers={"X-Own": "3"}).json()
    print(echoed["method"], echoed["headers"]["x-own"], echoed["body"])`;
      const result = await sandbox.run({ code }).result;
      if (result.error?.code === "PACKAGE_NOT_FOUND") context.skip("the assets have no requests: Debian has another version now");
      const [read, denied, ...posted] = result.stdout.trimEnd().split("\n");
      equal(read, "200 [{'a': 1}, {'a': 2}] application/json", why(result));
      assert(denied?.includes("policy.network does not list https://elsewhere.test"), `${denied} ${why(result)}`);
      if (canWait) equal(posted, ['POST 3 {"a": 1}'], why(result));
      else equal([result.error?.code, result.error?.line], ["NETWORK_FAILED", 11], why(result));
    },
  },
  {
    id: `${distribution}-network-pandas`,
    title: "R21: pandas reads a listed address, in every engine",
    timeoutMs: 60_000,
    async run(context) {
      if (distribution !== "pyodide-0.29") context.skip("C-extension wheels for 314 can only be had from the CDN");
      const sandbox = await openSandbox(context, { distribution, policy: { network: [{ origin: here, path: "/text" }] } });
      const code = `
import pandas as pd
print(pd.read_csv("${csv}").sum().tolist(), pd.read_json("${json}").a.tolist())
pd.read_csv("https://elsewhere.test/data.csv")`;
      const result = await sandbox.run({ code }).result;
      equal([result.stdout, result.error?.code, result.error?.line], ["[4, 6] [1, 2]\n", "NETWORK_DENIED", 4], why(result));
    },
  },
];
