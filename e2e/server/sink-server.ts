import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listen, type Listening } from "./listen.ts";

/**
 * The server that nothing may reach unless a policy allows it. `/sink/<key>` counts every request and WebSocket opening;
 * `/count/<key>` tells the number, `/wait/<key>` answers once it is above zero. These are counted too:
 *
 *   /echo/<key>                     what arrived, as JSON
 *   /text/<key>?type=T&body=B       this text; &times=N, that often
 *   /redirect/<key>?to=U&status=S   a redirect
 *   /closed/<key>                   an answer that no other origin may read
 *   /silent/<key>                   no answer
 */
export async function startSinkServer(): Promise<Listening> {
  const counts = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const arrive = (key: string) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const answer of waiting.get(key) ?? []) answer();
    waiting.delete(key);
  };
  const server = createServer((request, response) => {
    const { path, key } = parse(request.url);
    const count = () => response.end(JSON.stringify(counts.get(key) ?? 0));
    response.setHeader("cache-control", "no-store");
    if (path !== "closed") allowEverybody(request, response);
    response.setHeader("content-type", path === "sink" ? "text/javascript" : "application/json");
    const answer = answers[path];
    if (answer) {
      arrive(key);
      if (request.method === "OPTIONS") response.writeHead(204).end();
      else void answer(request, response);
    } else if (path === "wait" && !counts.has(key)) {
      waiting.set(key, [...(waiting.get(key) ?? []), count]);
    } else {
      count();
    }
  });
  server.on("upgrade", (request, socket) => {
    arrive(parse(request.url).key);
    socket.destroy();
  });
  return listen(server);
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

/** By CORS, with whatever they want to send, cookies included. */
function allowEverybody({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", headers.origin ?? "*");
  if (headers.origin) response.setHeader("access-control-allow-credentials", "true");
  response.setHeader("access-control-allow-methods", headers["access-control-request-method"] ?? "*");
  response.setHeader("access-control-allow-headers", headers["access-control-request-headers"] ?? "*");
  response.setHeader("access-control-expose-headers", "*");
}
