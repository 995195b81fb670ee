import { createHash } from "node:crypto";
import { Hono } from "hono";
import { renderHtml } from "@vitrine/sdk/server";
import type { FigureStore } from "./figure-store.ts";
import { pageCsp } from "./page-csp.ts";
import type { ServerEnv } from "./server-env.ts";

/** `GET /figure/:id`: a reply's program as a page of its own. */
export function figureRoute(figures: FigureStore): Hono<ServerEnv> {
  const route = new Hono<ServerEnv>();
  route.get("/figure/:id", (c) => {
    const figure = figures.get(c.req.param("id"));
    if (!figure) return c.text("This figure is no longer kept. Ask for it again.\n", 404);
    c.set("note", "program put into HTML");
    const html = renderHtml(figure.payload, { title: figure.title, assets: "/assets/", frameUrl: "/vitrine/frame.html" });
    c.header("content-security-policy", pageCsp({ style: styleHash(html) }));
    return c.html(html);
  });
  return route;
}

/** A CSP source for the document's one style element. It stands before anything of the payload. */
function styleHash(html: string): string {
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  return `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
}
