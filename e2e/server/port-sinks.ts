import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { Arrivals } from "./arrivals.ts";

/** Loopback ports on which the bare opening of a TCP connection, or any datagram, is an arrival. Each key gets a port of its own, as such arrivals bear no name. */
export class PortSinks {
  readonly #arrivals: Arrivals;
  readonly #open: { close(): unknown }[] = [];

  constructor(arrivals: Arrivals) {
    this.#arrivals = arrivals;
  }

  /** Opens a port for TCP; resolves with its number. */
  async tcp(key: string): Promise<number> {
    const server = createServer((socket) => {
      this.#arrivals.arrive(key);
      socket.on("error", () => {});
      socket.destroy();
    });
    this.#open.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }

  /** Opens a port for UDP; resolves with its number. Nothing is answered. */
  async udp(key: string): Promise<number> {
    const socket = createSocket("udp4", () => this.#arrivals.arrive(key));
    this.#open.push(socket);
    await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
    return socket.address().port;
  }

  close(): void {
    for (const each of this.#open) each.close();
  }
}
