import { assert, type Attack, createSink, equal } from "../harness/index.ts";
import { sharedSandbox, why } from "../../conformance/support/sandbox.ts";
import { literal, pythonGuest } from "../support/guest.ts";
import { assetFile, type Hostile, hostileSandbox, runHostile } from "../support/hostile-runtime.ts";

const installs = (urls: Record<string, string>) => `
import json, micropip
urls = json.loads(${literal(JSON.stringify(urls))})
seen = {}
for name, url in urls.items():
    try:
        await micropip.install(url)
        seen[name] = "installed"
    except BaseException as error:
        seen[name] = f"{type(error).__name__}: {error}"
print(json.dumps(seen))`;

/** R6: packages by policy and hash, however their address is written. */
export const packageCases: Attack[] = [
  {
    id: "A-package-addresses",
    title: "R6: micropip and fetch reach no address but the index's own, however it is written; the reason says so",
    timeoutMs: 60_000,
    async run() {
      const sandbox = await sharedSandbox("pyodide-0.29");
      const sink = createSink("packages");
      const { host } = new URL(sink.url);
      const wheel = "x-1.0-py3-none-any.whl";
      const path = new URL(sink.url).pathname;
      const addresses = {
        plain: `${sink.url}/${wheel}`,
        "no-scheme": `//${host}${path}/${wheel}`,
        "user-info": `https://pypi.org@${host}${path}/${wheel}`,
        "user-info-index": `https://pypi.org/simple@${host}/${wheel}`,
        backslash: `https://pypi.org\\@${host}/${wheel}`,
        "dot-dot": `https://pypi.org/simple/../../${wheel}`,
        "encoded-dots": `https://pypi.org/simple/%2e%2e/%2e%2e/${wheel}`,
        "encoded-slash": `https://pypi.org/simple%2f..%2f${wheel}`,
        fragment: `https://pypi.org/simple/#@${host}/${wheel}`,
        query: `https://pypi.org/simple/?u=http://${host}/${wheel}`,
        "other-case": `HTTPS://PYPI.ORG/simple/micropip/../${wheel}`,
        "longer-host": `https://pypi.org.evil.example/${wheel}`,
        "link-local": `http://169.254.169.254/latest/${wheel}`,
        loopback: `http://[::1]:1/${wheel}`,
        file: `file:///etc/${wheel}`,
        "data-url": `data:application/zip;base64,UEsFBg#/${wheel}`,
        vcs: `git+${sink.url}/x.git`,
        "at-url": `x @ ${sink.url}/${wheel}`,
      };
      const seen = await pythonGuest<Record<string, string>>(sandbox, installs(addresses));
      for (const [name, outcome] of Object.entries(seen)) assert(outcome !== "installed", `${name} was installed`);
      for (const name of ["plain", "dot-dot", "encoded-dots", "longer-host", "link-local", "at-url"]) {
        assert(/NETWORK_DENIED|PACKAGE_NOT_FOUND|network is closed/.test(seen[name]!), `${name}: ${seen[name]}`);
      }
      equal(await sink.arrivals(), 0, "arrivals");
      await fetch(sink.url);
      equal(await sink.arrivals(), 1, "control: the host's own request");
      return JSON.stringify(seen);
    },
  },
  {
    id: "A-forged-wheel",
    title: "R6: a wheel that one run forges by replacing fetch is not there in the next, and none of its bytes are kept",
    timeoutMs: 90_000,
    async run() {
      const sandbox = await sharedSandbox("pyodide-0.29");
      const look = `import importlib\nprint(getattr(importlib.import_module("tenacity"), "forged", "genuine"))`;
      // Packs the genuine wheel again with a line more, and has the shim answer with it; the hashes on its way are this realm's own, too.
      const forge = `
import importlib, io, js, micropip, sys, zipfile
from pyodide.ffi import create_proxy, to_js
from pyodide.http import pyfetch
index = await (await pyfetch("https://pypi.org/simple/tenacity/")).json()
url = index["files"][0]["url"]
wheel = zipfile.ZipFile(io.BytesIO(await (await pyfetch(url)).bytes()))
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as out:
    for name in wheel.namelist():
        out.writestr(name, wheel.read(name) + (b"\\nforged = 'forged'\\n" if name == "tenacity/__init__.py" else b""))
native = js.fetch
async def forged(request, *_):
    if str(getattr(request, "url", request)) == url:
        return js.Response.new(to_js(packed.getvalue()))
    return await native(request)
js.fetch = create_proxy(forged)
with zipfile.ZipFile(packed) as archive:
    archive.extractall("/forged")
sys.path.insert(0, "/forged")
try:
    await micropip.install(url)
except Exception as error:
    print("micropip:", type(error).__name__)
${look}`;
      const first = await sandbox.run({ code: forge }).result;
      equal([first.status, first.stdout.trimEnd().split("\n").at(-1)], ["ok", "forged"], `control: the run that forges sees it: ${why(first)}`);
      const next = await sandbox.run({ code: look, packages: ["tenacity"] }).result;
      equal([next.status, next.stdout], ["ok", "genuine\n"], why(next));
      const served = next.manifest.packages.find(({ file }) => file.startsWith("tenacity"));
      assert(/^[0-9a-f]{64}$/.test(served?.sha256 ?? ""), "the manifest names the wheel and its hash");
      return first.stdout.trimEnd();
    },
  },
  {
    id: "A-tampered-source",
    title: "R6: a source that answers with other bytes than the pinned hash is refused with the reason, and is not kept: the genuine one works afterwards",
    async run(context) {
      // A guest that speaks the protocol itself: it asks for a wheel and tells what came.
      const ask = async ({ events, post, finish }: Hostile, url: string) => {
        const answered = new Promise<{ type: string; reason?: string; body?: ArrayBuffer }>((resolve) => {
          events.addEventListener("message", (event) => {
            const { data } = event as MessageEvent<{ requestId: number; type: string }>;
            if (data.requestId === 7) resolve(data);
          });
        });
        post({ type: "fetch-request", requestId: 7, method: "GET", url, headers: {}, body: null });
        const { type, reason, body } = await answered;
        post({ type: "stdout-delta", text: JSON.stringify([type, reason ?? new TextDecoder().decode(body)]) });
        finish();
      };
      const wheel = await assetFile(context, "wheels/thing-1.0-py3-none-any.whl", `genuine ${crypto.randomUUID()}`, "application/zip");
      const sandbox = await hostileSandbox(context, ask, { extras: [{ name: "thing", version: "1.0", imports: ["thing"], depends: [], wheel }] });
      const answer = async () => JSON.parse((await runHostile(sandbox, { argument: wheel.url })).stdout) as [string, string];

      // As if the server had been broken into: the host side uses the page's own fetch.
      const native = window.fetch;
      context.after(() => (window.fetch = native));
      let tampered = 0;
      window.fetch = async (input, init) => {
        const response = await native(input, init);
        if (String(input) !== wheel.url) return response;
        tampered += 1;
        return new Response(new Blob([await response.arrayBuffer(), "!"]));
      };
      const [type, reason] = await answer();
      equal([type, tampered, reason.includes("SHA-256"), reason.includes(wheel.sha256)], ["fetch-denied", 1, true, true], reason);
      equal((await answer())[0], "fetch-denied", "a second time");
      window.fetch = native;
      const [good, body] = await answer();
      equal([good, body.startsWith("genuine") && !body.endsWith("!")], ["fetch-response", true], "the genuine wheel");
      return reason;
    },
  },
];
