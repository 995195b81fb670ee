import { settings } from "./page.ts";

/** A name on the server whose arrivals are counted: by HTTP in any method, and as the opening of a WebSocket. */
export interface Sink {
  /** http address to send to. */
  url: string;
  /** The same as a ws address. */
  wsUrl: string;
  /** How many requests have arrived up to now. */
  arrivals(): Promise<number>;
  /** Resolves when at least one has arrived. */
  arrived(): Promise<void>;
}

/** A name and a loopback port of its own, where look-ups, connections, datagrams and requests are counted. */
export interface Trap {
  /** http address to send to: by the name, or, where this machine allows the tests no resolver, by 127.0.0.1. */
  url: string;
  wsUrl: string;
  /** The name; without a resolver nobody counts its look-ups. */
  name: string;
  /** `127.0.0.1:<port>`, for TCP and UDP */
  address: string;
  seen(): Promise<Catch>;
  /** Resolves when at least one has arrived. */
  caught(kind: keyof Catch): Promise<void>;
}

/** How often each kind has arrived up to now. */
export type Catch = Record<"dns" | "tcp" | "udp" | "http", number>;

/** A fresh sink. Its counters ask another path, so that asking never counts. */
export function createSink(label: string): Sink {
  const key = keyOf(label);
  return { url: `${settings.sink}/sink/${key}`, wsUrl: `${settings.sink.replace("http", "ws")}/sink/${key}`, arrivals: () => ask("count", key), arrived: async () => void (await ask("wait", key)) };
}

/** Opens a fresh trap. */
export async function createTrap(label: string): Promise<Trap> {
  const key = keyOf(label);
  const port = await ask<number>("trap", key);
  const name = `${key}.${settings.sinkDomain ?? "sink.test"}`;
  const host = `${settings.sinkDomain === null ? "127.0.0.1" : name}:${port}`;
  return { url: `http://${host}/`, wsUrl: `ws://${host}/`, name, address: `127.0.0.1:${port}`, seen: () => ask("seen", key), caught: async (kind) => void (await ask("wait", `${key}.${kind}`)) };
}

// Lower case, and no longer than a label of a domain name may be.
const keyOf = (label: string) => `${label.toLowerCase().replaceAll(/[^a-z0-9-]/g, "-").slice(0, 26)}-${crypto.randomUUID()}`;

const ask = async <T>(path: string, key: string) => (await fetch(`${settings.sink}/${path}/${key}`)).json() as Promise<T>;
