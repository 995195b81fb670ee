import { settings } from "./page.ts";

/** Something that counts what arrives at it. */
export interface Counter {
  /** How much has arrived up to now. */
  arrivals(): Promise<number>;
  /** Resolves when at least one has arrived. */
  arrived(): Promise<void>;
}

/** A name on the server whose arrivals are counted: by HTTP in any method, and as the opening of a WebSocket. */
export interface Sink extends Counter {
  /** http address to send to. */
  url: string;
  /** The same as a ws address. */
  wsUrl: string;
}

/** A loopback port of its own at which every TCP connection, or every UDP datagram, is counted. */
export interface PortSink extends Counter {
  /** `127.0.0.1:<port>` */
  host: string;
}

/** A domain name whose look-ups are counted. It leads to 127.0.0.1. */
export interface NameSink extends Counter {
  name: string;
}

/** A fresh sink. Its counters ask another path, so that asking never counts. */
export function createSink(label: string): Sink {
  const key = keyOf(label);
  return { url: `${settings.sink}/sink/${key}`, wsUrl: `${settings.sink.replace("http", "ws")}/sink/${key}`, ...counter(key) };
}

/** Opens a port. A browser may connect to it without ever speaking. */
export async function createPortSink(kind: "tcp" | "udp", label: string): Promise<PortSink> {
  const key = keyOf(label);
  return { host: `127.0.0.1:${String(await ask(kind, key))}`, ...counter(key) };
}

/** A fresh name in the domain of the tests' own resolver; undefined where this machine allows no such resolver. */
export function createNameSink(label: string): NameSink | undefined {
  if (settings.sinkDomain === null) return undefined;
  const key = keyOf(label);
  return { name: `${key}.${settings.sinkDomain}`, ...counter(key) };
}

// Lower case, and no longer than a label of a domain name may be.
const keyOf = (label: string) => `${label.toLowerCase().replaceAll(/[^a-z0-9-]/g, "-").slice(0, 26)}-${crypto.randomUUID()}`;

const ask = async (path: string, key: string) => (await fetch(`${settings.sink}/${path}/${key}`)).json() as Promise<number>;

const counter = (key: string): Counter => ({ arrivals: () => ask("count", key), arrived: async () => void (await ask("wait", key)) });
