import { createMiddleware } from "hono/factory";
import { pageCsp } from "./page-csp.ts";
import type { ServerEnv } from "./server-env.ts";

/** Headers of every answer. HTML gets the pages' policy, unless its route has set another. */
export const securityHeaders = createMiddleware<ServerEnv>(async (c, next) => {
  await next();
  c.header("x-content-type-options", "nosniff");
  c.header("referrer-policy", "no-referrer");
  c.header("cross-origin-opener-policy", "same-origin");
  c.header("cross-origin-resource-policy", "same-origin");
  c.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  const isPage = c.res.headers.get("content-type")?.startsWith("text/html");
  if (isPage && !c.res.headers.has("content-security-policy")) c.header("content-security-policy", pageCsp());
});
