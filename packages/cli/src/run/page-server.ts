import { createReadStream, createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

/** What one run gives to and takes from its page: files by name. */
export interface Parcel {
  /** Name → path of a file that the page may read. */
  offered: ReadonlyMap<string, string>;
  /** Path at which what the page sends under a name is to be kept; undefined: not wanted. */
  accept: (name: string) => string | undefined;
}

export interface PageServer {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** Parcels by the secret in their URL: /parcels/<secret>/<name> */
  parcels: Map<string, Parcel>;
  close(): void;
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>vitrine run</title>
<link rel="icon" href="data:,">
<style>body { margin: 0; width: 800px; background: white; }</style>
<script type="importmap">{ "imports": { "@vitrine/sdk": "/vitrine.js" } }</script>
<script type="module" src="/page/index.js"></script>
</html>`;

/** Serves on a loopback port: the page, the SDK, the runtime files under /assets/, and what runs send and take under /parcels/. */
export async function startPageServer(assetsFolder: string | undefined): Promise<PageServer> {
  const { resolve: pathOf } = createRequire(import.meta.url);
  const names = ["vitrine.js", "vitrine-javascript.js", "vitrine-wasi.js"];
  const sdk = new Map(await Promise.all(names.map(async (name) => [name, await readFile(pathOf(`@vitrine/sdk/${name}`))] as const)));
  const scripts = sirv(fileURLToPath(new URL("../page/", import.meta.url)), { dev: true });
  // Read anew each time: "vitrine assets" may be filling it.
  const assets = assetsFolder === undefined ? undefined : sirv(assetsFolder, { dev: true, etag: true, dotfiles: true });
  const parcels = new Map<string, Parcel>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    const [, section = "", ...rest] = pathname.split("/");
    const missing = (): void => send(response, 404, "text/plain", "Not found");
    if (section === "") return send(response, 200, "text/html; charset=utf-8", page);
    const script = sdk.get(section);
    if (script) return send(response, 200, "text/javascript", script);
    request.url = `/${rest.join("/")}`;
    if (section === "page") return scripts(request, response, missing);
    if (section === "assets" && assets) return assets(request, response, missing);
    const [secret = "", name = ""] = rest;
    const parcel = section === "parcels" ? parcels.get(secret) : undefined;
    if (!parcel) return missing();
    exchange(parcel, name, request, response).catch((error: unknown) => send(response, 500, "text/plain", String(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    parcels,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function exchange({ offered, accept }: Parcel, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.method === "POST" ? accept(name) : offered.get(name);
  if (path === undefined) return send(response, 404, "text/plain", "Not found");
  if (request.method === "POST") {
    await pipeline(request, createWriteStream(path));
    return send(response, 204, "text/plain", "");
  }
  response.writeHead(200, { "content-type": "application/octet-stream", "cache-control": "no-store" });
  return pipeline(createReadStream(path), response);
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}
