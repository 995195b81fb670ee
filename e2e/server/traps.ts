import { createSocket, type Socket } from "node:dgram";
import { createServer, type Server } from "node:http";
import { allowEverybody } from "./allow-everybody.ts";
import type { Arrivals } from "./arrivals.ts";

/** What a trap tells apart: look-ups of its name, connections, datagrams and HTTP requests (WebSocket openings among them). */
export const trapKinds = ["dns", "tcp", "udp", "http"] as const;

/** Loopback ports, one for each key, as connections and datagrams bear no name. Arrivals count as `<key>.tcp`, `.udp` and `.http`. */
export class Traps {
  readonly #arrivals: Arrivals;
  readonly #open: (Server | Socket)[] = [];

  constructor(arrivals: Arrivals) {
    this.#arrivals = arrivals;
  }

  /** Opens a port for TCP and UDP; resolves with its number. */
  async open(key: string): Promise<number> {
    const arrive = (kind: (typeof trapKinds)[number]) => this.#arrivals.arrive(`${key}.${kind}`);
    const server = createServer((request, response) => {
      arrive("http");
      allowEverybody(request, response);
      // As a script, a style, a picture or a document it does nothing.
      response.setHeader("content-type", "text/javascript");
      response.end("0");
    });
    server.on("connection", () => arrive("tcp"));
    server.on("upgrade", (_, socket) => {
      arrive("http");
      socket.destroy();
    });
    // What does not speak HTTP has arrived all the same.
    server.on("clientError", (_, socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const socket = createSocket("udp4", () => arrive("udp"));
    this.#open.push(server, socket);
    const bound = await new Promise<boolean>((resolve) => {
      socket.once("error", () => resolve(false));
      socket.bind(port, "127.0.0.1", () => resolve(true));
    });
    // Somebody may have this number for UDP.
    return bound ? port : this.open(key);
  }

  seen(key: string): Record<string, number> {
    return Object.fromEntries(trapKinds.map((kind) => [kind, this.#arrivals.count(`${key}.${kind}`)]));
  }

  close(): void {
    for (const each of this.#open) {
      each.close();
      if ("closeAllConnections" in each) each.closeAllConnections();
    }
  }
}
