import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { allowEverybody } from "./allow-everybody.ts";
import { Arrivals } from "./arrivals.ts";
import { listen, type Listening } from "./listen.ts";
import { startOwnResolver } from "./own-resolver.ts";
import { sinkDomain } from "./resolver.ts";
import { Traps } from "./traps.ts";

export interface SinkServer extends Listening {
  /** The domain whose look-ups are counted; null without a resolver of our own (own-resolver.ts). */
  domain: string | null;
}

/**
 * The server that nothing may reach unless a policy allows it. `/sink/<key>` counts every request and WebSocket opening;
 * `/count/<key>` tells the number, `/wait/<key>` answers once it is above zero. `/trap/<key>` opens a port of its own,
 * `/seen/<key>` tells what came there, and how often `<key>.sink.test` was looked up. These are counted like `/sink/<key>`:
 *
 *   /echo/<key>                     what arrived, as JSON
 *   /text/<key>?type=T&body=B       this text; &times=N, that often
 *   /redirect/<key>?to=U&status=S   a redirect
 *   /closed/<key>                   an answer that no other origin may read
 *   /silent/<key>                   no answer
 */
export async function startSinkServer(): Promise<SinkServer> {
  const arrivals = new Arrivals();
  const traps = new Traps(arrivals);
  const resolver = await startOwnResolver(arrivals);
  const tell: Record<string, (key: string) => unknown> = {
    count: (key) => arrivals.count(key),
    wait: (key) => arrivals.first(key).then(() => arrivals.count(key)),
    trap: (key) => traps.open(key),
    seen: (key) => traps.seen(key),
  };
  const server = createServer((request, response) => {
    const { path, key } = parse(request.url);
    response.setHeader("cache-control", "no-store");
    if (path !== "closed") allowEverybody(request, response);
    response.setHeader("content-type", path === "sink" ? "text/javascript" : "application/json");
    const answer = answers[path];
    if (answer) {
      arrivals.arrive(key);
      if (request.method === "OPTIONS") response.writeHead(204).end();
      else void answer(request, response);
    } else {
      void Promise.resolve(tell[path]?.(key)).then((value) => response.end(JSON.stringify(value ?? null)));
    }
  });
  server.on("upgrade", (request, socket) => {
    arrivals.arrive(parse(request.url).key);
    socket.destroy();
  });
  const listening = await listen(server);
  return {
    ...listening,
    domain: resolver ? sinkDomain : null,
    close() {
      resolver?.close();
      traps.close();
      listening.close();
    },
  };
}

const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
  sink: (_, response) => response.end("globalThis.sinkScriptRan = true;"),
  echo: async (request, response) => response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body: await text(request) })),
  text: (request, response) => {
    const { query } = parse(request.url);
    response.setHeader("content-type", query.get("type") ?? "text/plain");
    response.end((query.get("body") ?? "").repeat(Number(query.get("times") ?? 1)));
  },
  redirect: (request, response) => {
    const { query } = parse(request.url);
    response.writeHead(Number(query.get("status") ?? 302), { location: query.get("to") ?? "/" }).end();
  },
  closed: (_, response) => response.end('"closed"'),
  silent: () => {},
};

function parse(url = "") {
  const { pathname, searchParams } = new URL(url, "http://sink");
  const [, path = "", key = ""] = pathname.split("/");
  return { path, key, query: searchParams };
}
