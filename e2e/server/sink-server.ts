import { createServer } from "node:http";
import { listen, type Listening } from "./listen.ts";

/**
 * The server that nothing may reach. `/sink/<key>` counts every request and WebSocket opening;
 * `/count/<key>` tells the number, `/wait/<key>` answers once it is above zero.
 */
export async function startSinkServer(): Promise<Listening> {
  const counts = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const arrive = (key: string) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const answer of waiting.get(key) ?? []) answer();
    waiting.delete(key);
  };
  const parse = (url = "") => {
    const [, path = "", key = ""] = new URL(url, "http://sink").pathname.split("/");
    return { path, key };
  };
  const server = createServer((request, response) => {
    const { path, key } = parse(request.url);
    const answer = () => response.end(JSON.stringify(counts.get(key) ?? 0));
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("cache-control", "no-store");
    response.setHeader("content-type", path === "sink" ? "text/javascript" : "application/json");
    if (path === "sink") {
      arrive(key);
      response.end("globalThis.sinkScriptRan = true;");
    } else if (path === "wait" && !counts.has(key)) {
      waiting.set(key, [...(waiting.get(key) ?? []), answer]);
    } else {
      answer();
    }
  });
  server.on("upgrade", (request, socket) => {
    arrive(parse(request.url).key);
    socket.destroy();
  });
  return listen(server);
}
