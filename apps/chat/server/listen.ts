import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { AddressInfo } from "node:net";
import type { ServerEnv } from "./server-env.ts";

/** Ports that are tried, one after another. */
const tries = 20;

/** Serves the app on loopback at the port, or at the next one that is free. Resolves with the address. */
export async function listen(app: Hono<ServerEnv>, port: number): Promise<string> {
  for (let offset = 0; ; offset += 1) {
    const server = createAdaptorServer({ fetch: app.fetch, hostname: "127.0.0.1" });
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port === 0 ? 0 : port + offset, "127.0.0.1", resolve);
      });
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || offset >= tries) throw error;
    }
  }
}
