import { createServer, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { answerPolicyPage } from "./policy-pages.ts";
import { buildSuites, suiteFolders } from "./build-suites.ts";
import { listen, type Listening } from "./listen.ts";
import { pageHtml, strictCsp } from "./page-html.ts";
import type { SinkServer } from "./sink-server.ts";

const assetsFolder = fileURLToPath(new URL("../../.vitrine/assets/", import.meta.url));

/** Serves `/conformance/<suite>`, the built suites of these folders under `/suites/` and the self-hosted runtime files under `/assets/`. */
export async function startPageServer(names: string[], sink: SinkServer, folders = suiteFolders): Promise<Listening> {
  const files = await buildSuites(names, folders);
  // Self-hosters are told to cache for long, so that is what is tested.
  const assets = sirv(assetsFolder, { dev: true, etag: true, setHeaders: assetHeaders });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://page");
    const [, section = "", name = ""] = url.pathname.split("/");
    if (section === "conformance" && names.includes(name)) {
      const settings = { suite: name, engine: url.searchParams.get("engine") ?? "", sink: sink.origin, sinkDomain: sink.domain, assets: "/assets/" };
      response.setHeader("set-cookie", "host-session=secret; SameSite=Lax; Path=/");
      // A suite called strict-… stands on a page with a strict policy of its own.
      if (name.startsWith("strict-")) response.setHeader("content-security-policy", strictCsp(settings));
      // One called isolated-… on a page that may share memory.
      if (name.startsWith("isolated-")) {
        response.setHeader("cross-origin-opener-policy", "same-origin");
        response.setHeader("cross-origin-embedder-policy", "require-corp");
      }
      return send(response, 200, "text/html", pageHtml(settings));
    }
    if (section === "csp" && answerPolicyPage(url, response)) return undefined;
    const file = section === "suites" ? files.get(name) : undefined;
    if (file !== undefined) return send(response, 200, suiteFileType(name), file);
    if (section === "assets") {
      request.url = url.pathname.slice("/assets".length);
      return assets(request, response, () => send(response, 404, "text/plain", "No such asset"));
    }
    return send(response, 404, "text/plain", "Not found");
  });
  return listen(server);
}

function suiteFileType(name: string): string {
  const types: Record<string, string> = { js: "text/javascript", css: "text/css", json: "application/json", wasm: "application/wasm" };
  return types[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type, "cache-control": "no-store" });
  response.end(body);
}

function assetHeaders(response: ServerResponse): void {
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
}
