import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { answer } from "./answer.ts";

const app = new Hono();
app.post("/api/chat", (context) => answer(context.req.raw));
app.use("*", serveStatic({ root: "./dist" }));
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}`));
