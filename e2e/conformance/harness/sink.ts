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

/** A fresh sink. Its counters ask another path, so that asking never counts. */
export function createSink(label: string): Sink {
  const key = `${label}-${crypto.randomUUID()}`;
  const ask = async (path: string) => (await fetch(`${settings.sink}/${path}/${key}`)).json() as Promise<number>;
  return {
    url: `${settings.sink}/sink/${key}`,
    wsUrl: `${settings.sink.replace("http", "ws")}/sink/${key}`,
    arrivals: () => ask("count"),
    arrived: async () => void (await ask("wait")),
  };
}
