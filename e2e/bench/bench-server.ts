import { existsSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { buildSuites } from "../server/build-suites.ts";
import { listen, type Listening } from "../server/listen.ts";

const assets = fileURLToPath(new URL("../../.vitrine/assets/", import.meta.url));
const scripts = ["ours-visit", "ours-chat", "page-flow-visit", "page-flow-chat", "workbench", "flow-worker"];

/** Pages that load the full bundle of Plotly as published examples do, and so have it when they draw. */
const withPlotly = new Set(["page-flow-visit", "page-flow-chat", "workbench"]);

/** As measure-stall.ts does, from before the first script on: Plotly's counts too. */
const watchStall = `globalThis.stall = (() => {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now(), worst = 0;
  const look = () => { const now = performance.now(); worst = Math.max(worst, now - last); last = now; };
  port1.onmessage = () => { look(); setTimeout(() => port2.postMessage(null), 1); };
  port2.postMessage(null);
  return () => { port1.close(); look(); return worst; };
})();`;

/** Everything but documents may be kept for a year, by either side. */
const keep = "public, max-age=31536000, immutable";

/**
 * Serves `/bench/<page>`, its scripts, the self-hosted runtime files, under `/pyodide/` the distribution as Pyodide expects it, in one folder,
 * and under `/simple/` a package index for micropip.
 */
export async function startBenchServer(): Promise<Listening> {
  const files = await buildSuites(scripts, ["bench/pages", "bench/baselines"], true);
  const setHeaders = (response: ServerResponse) => void response.setHeader("cache-control", keep);
  const folder = (name: string) => sirv(`${assets}${name}`, { dev: true, etag: true, setHeaders });
  const [all, pyodide, wheels] = [folder(""), folder("pyodide-0.29"), folder("wheels")];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://page");
    const [, section = "", name = ""] = url.pathname.split("/");
    const file = section === "suites" ? files.get(name) : undefined;
    if (file !== undefined) return send(response, "text/javascript; charset=utf-8", keep, file);
    if (section === "bench" && scripts.includes(name)) return send(response, "text/html; charset=utf-8", "no-store", pageHtml(name));
    const [, program] = /^\/bench\/modules\/([a-z]+)\.wasm$/.exec(url.pathname) ?? [];
    if (program !== undefined) return send(response, "application/wasm", keep, await moduleOf(program));
    request.url = url.pathname.slice(section.length + 1);
    if (section === "simple" && /^[a-z0-9-]+$/.test(name)) return send(response, "application/vnd.pypi.simple.v1+json", keep, indexPage(name, `http://${request.headers.host}`));
    if (section === "assets") return all(request, response);
    if (section === "pyodide") return pyodide(request, response, () => wheels(request, response));
    response.writeHead(404).end();
    return undefined;
  });
  return listen(server);
}

/** A program in WebAssembly's text format, compiled. */
async function moduleOf(name: string): Promise<Uint8Array> {
  const { default: loadWabt } = await import("wabt");
  const parsed = (await loadWabt()).parseWat(name, readFileSync(new URL(`programs/${name}.wat`, import.meta.url), "utf8"));
  return parsed.toBinary({}).buffer;
}

function send(response: ServerResponse, type: string, caching: string, body: string | Uint8Array): void {
  response.writeHead(200, { "content-type": type, "cache-control": caching });
  response.end(body);
}

/** As PyPI answers: micropip takes no other type, and wheels by whole addresses only. */
function indexPage(name: string, origin: string): string {
  const path = `${assets}simple/${name}/index.json`;
  return existsSync(path) ? readFileSync(path, "utf8").replaceAll("../../", `${origin}/assets/`) : '{"files": []}';
}

function pageHtml(name: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${name}</title>
<link rel="icon" href="data:,">
<script>${watchStall}</script>
${withPlotly.has(name) ? '<script src="/assets/plotly/plotly-strict.min.js"></script>' : ""}
<body>
<script type="module" src="/suites/${name}.js"></script>
</body>
</html>`;
}
