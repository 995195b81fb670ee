import { Hono } from "hono";
import { chatRoute } from "./chat-route.ts";
import type { ChosenModel } from "./choose-model.ts";
import { figureRoute } from "./figure-route.ts";
import { FigureStore } from "./figure-store.ts";
import { requestLog } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";
import type { ServerEnv } from "./server-env.ts";
import { staticRoutes } from "./static-routes.ts";

/** The whole server. It passes text on and puts code into JSON and HTML; nothing in it executes code. */
export function createApp({ model, log }: { model: ChosenModel; log: (line: string) => void }): Hono<ServerEnv> {
  const figures = new FigureStore();
  const app = new Hono<ServerEnv>();
  app.use(requestLog(log), securityHeaders);
  app.route("/api", chatRoute(model, figures));
  app.route("/", figureRoute(figures));
  app.route("/", staticRoutes());
  return app;
}
