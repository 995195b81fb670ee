import type { HttpBindings } from "@hono/node-server";

/** What Hono's handlers share. */
export interface ServerEnv {
  Bindings: HttpBindings;
  Variables: {
    /** Said at the end of the request's line in the log. */
    note?: string;
  };
}
