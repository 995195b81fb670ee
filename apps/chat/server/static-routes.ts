import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { etag } from "hono/etag";
import { folders } from "./folders.ts";
import { pageCsp } from "./page-csp.ts";
import type { ServerEnv } from "./server-env.ts";
import { tagByTime } from "./tag-by-time.ts";

/** The page, the playground, the runtime's files, and the document of the sealed frames. All of it is read from disk as it is. */
export function staticRoutes(): Hono<ServerEnv> {
  const route = new Hono<ServerEnv>();
  // The SDK as one module belongs to the assets; here it is always the one that was built last.
  for (const path of ["vitrine.js", "vitrine-javascript.js"]) route.get(`/assets/${path}`, etag(), serveStatic({ root: folders.sdk, path, onFound: tagByTime }));
  route.use("/assets/*", etag(), serveStatic({ root: folders.assets, rewriteRequestPath: (path) => path.slice("/assets".length), onFound: tagByTime }));
  route.all("/assets/*", (c) => c.text("No such asset. Run: npx vitrine assets .vitrine/assets\n", 404));
  route.get("/vitrine/frame.html", (c, next) => {
    // Opaque also where somebody opens it by itself.
    c.header("content-security-policy", "sandbox allow-scripts; frame-ancestors 'self'");
    // Firefox and WebKit take it from their cache; Chromium keeps nothing for opaque frames, and asks for each.
    return serveStatic<ServerEnv>({ root: folders.frame, path: "frame.html", onFound: (_, context) => context.header("cache-control", "max-age=600") })(c, next);
  });
  route.get("/playground", (c) => c.redirect("/playground/"));
  route.use("/playground/*", async (c, next) => {
    // Chromium puts style attributes into what is typed over a selection in an editor.
    c.header("content-security-policy", pageCsp({ styleAttributes: "'unsafe-inline'" }));
    await next();
  });
  route.use("/playground/*", serveStatic({ root: folders.playground, rewriteRequestPath: (path) => path.slice("/playground".length), onFound: cacheByName }));
  // Browsers ask for it where a page names no icon.
  route.get("/favicon.ico", serveStatic({ root: folders.app, path: "icon.svg", onFound: tagByTime }));
  route.use("/*", serveStatic({ root: folders.app, onFound: cacheByName }));
  return route;
}

/** Vite's names of built files carry a hash of their content. */
function cacheByName(path: string, c: { header(name: string, value: string): void }): void {
  c.header("cache-control", /-[\w-]{8}\.\w+$/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
}
