import { createServer, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { buildSuites } from "./build-suites.ts";
import { listen, type Listening } from "./listen.ts";
import { pageHtml } from "./page-html.ts";

const assetsFolder = fileURLToPath(new URL("../../.vitrine/assets/", import.meta.url));

/** Serves `/conformance/<suite>`, the built suites under `/suites/` and the self-hosted runtime files under `/assets/`. */
export async function startPageServer(names: string[], sink: string): Promise<Listening> {
  const files = await buildSuites(names);
  // The paths carry versions, not hashes; `immutable` is still right for the length of a test run.
  const assets = sirv(assetsFolder, { dev: true, etag: true, setHeaders: assetHeaders });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://page");
    const [, folder = "", name = ""] = url.pathname.split("/");
    if (folder === "conformance" && names.includes(name)) {
      const settings = { suite: name, engine: url.searchParams.get("engine") ?? "", sink, assets: "/assets/" };
      response.setHeader("set-cookie", "host-session=secret; SameSite=Lax; Path=/");
      return send(response, 200, "text/html", pageHtml(settings));
    }
    const file = folder === "suites" ? files.get(name) : undefined;
    if (file !== undefined) return send(response, 200, "text/javascript", file);
    if (folder === "assets") {
      request.url = url.pathname.slice("/assets".length);
      return assets(request, response, () => send(response, 404, "text/plain", "No such asset"));
    }
    return send(response, 404, "text/plain", "Not found");
  });
  return listen(server);
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" });
  response.end(body);
}

function assetHeaders(response: ServerResponse): void {
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
}
