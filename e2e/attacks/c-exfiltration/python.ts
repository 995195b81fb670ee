import { sharedSandbox } from "../../conformance/support/sandbox.ts";
import { assert, type Attack, once } from "../harness/index.ts";
import { literal, pythonGuest } from "../support/guest.ts";
import { arrived, createTraps, nothing } from "../support/traps.ts";

/** Python that wants out, with `url`, `name`, `host` and `port` of its own trap; and what its error must say. */
const ways: Record<string, { code: string; says?: RegExp; quiet?: true }> = {
  pyfetch: { code: `await __import__("pyodide.http").http.pyfetch(url)`, says: /the network is closed/ },
  "js-fetch": { code: "await js.fetch(url)", says: /the network is closed/ },
  "js-xhr": { code: "js.XMLHttpRequest.new()", says: /network is closed/i },
  "open-url": { code: `__import__("pyodide.http").http.open_url(url)`, says: /network is closed/i },
  urllib: { code: `__import__("urllib.request").request.urlopen(url)`, says: /network is closed/i },
  "http-client": { code: `__import__("http.client").client.HTTPConnection(name, port).request("GET", "/x")` },
  socket: { code: `__import__("socket").create_connection((name, port))` },
  // A datagram is queued for a WebSocket that does not open.
  "socket-udp": { code: `__import__("socket").socket(2, 2).sendto(b"x", ("127.0.0.1", port))`, quiet: true },
  // Emscripten answers from a range that exists nowhere.
  "name-lookup": { code: `__import__("socket").getaddrinfo(name, 80)`, quiet: true },
  asyncio: { code: `await __import__("asyncio").open_connection(name, port)` },
  // Pyodide prints why a package did not come, and goes on.
  "load-package": { code: "await pyodide_js.loadPackage(url + 'x-1.0-py3-none-any.whl')", quiet: true },
  "load-binary": { code: "await pyodide_js._api.loadBinaryFile(url)" },
  micropip: { code: `await (await __import__("asyncio").ensure_future(pyodide_js.loadPackage("micropip")), __import__("micropip"))[1].install(url + "x-1.0-py3-none-any.whl")` },
  "run-js": { code: `run_js("fetch('" + url + "')")`, says: /EvalError/ },
  system: { code: `(lambda code: code == 0 or 1 / 0)(__import__("os").system("curl " + url))` },
  subprocess: { code: `__import__("subprocess").run(["curl", url])` },
  ctypes: { code: `__import__("ctypes").CDLL(None).emscripten_wget(url.encode(), b"/tmp/x")` },
  webbrowser: { code: `__import__("webbrowser").open(url) or 1 / 0` },
  smtplib: { code: `__import__("smtplib").SMTP(name, port)` },
  ftplib: { code: `__import__("ftplib").FTP().connect(name, port)` },
};

const names = Object.keys(ways);

/** All of them in one program, each with a trap of its own. */
const tryAll = once(async () => {
  const traps = await createTraps("python", names);
  const attempts = Object.entries(ways).map(([way, { code }]) => {
    const { url, name, address } = traps[way]!;
    return `
url, name, port = ${literal(url)}, ${literal(name)}, ${address.split(":")[1]}
try:
    seen[${literal(way)}] = "succeeded: " + str(${code})
except BaseException as error:
    seen[${literal(way)}] = f"{type(error).__name__}: {error}"`;
  });
  const code = `import json, js, pyodide_js\nfrom pyodide.code import run_js\nseen = {}${attempts.join("")}\nprint(json.dumps(seen))`;
  const seen = await pythonGuest<Record<string, string>>(await sharedSandbox("pyodide-0.29"), code);
  const { control } = await createTraps("python", ["control"]);
  await fetch(control.url);
  return { seen, traps, control: await control.seen() };
});

export const pythonAttacks: Attack[] = Object.entries(ways).map(([way, { says, quiet }]) => ({
  id: `C-python-${way}`,
  title: `R2: Python's ${way} sends nothing, and says why`,
  timeoutMs: 90_000,
  async run() {
    const { seen, traps, control } = await tryAll();
    arrived(control, "the host's own request");
    nothing(await traps[way]!.seen(), "from Python");
    assert(quiet || !seen[way]!.startsWith("succeeded"), seen[way]!);
    assert(!says || says.test(seen[way]!), seen[way]!);
    return seen[way]!;
  },
}));
