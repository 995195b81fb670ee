import { createMiddleware } from "hono/factory";
import type { ServerEnv } from "./server-env.ts";

/** One line for each request, once it is answered in full: method, path, status, milliseconds, and what was done with it. */
export const requestLog = (log: (line: string) => void) =>
  createMiddleware<ServerEnv>(async (c, next) => {
    const started = performance.now();
    c.env.outgoing.once("close", () => {
      const note = c.get("note");
      log(`${c.req.method} ${c.req.path} ${c.res.status} ${Math.round(performance.now() - started)} ms${note ? ` (${note})` : ""}`);
    });
    await next();
  });
