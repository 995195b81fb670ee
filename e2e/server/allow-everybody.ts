import type { IncomingMessage, ServerResponse } from "node:http";

/** By CORS, with whatever they want to send, cookies included. */
export function allowEverybody({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", headers.origin ?? "*");
  if (headers.origin) response.setHeader("access-control-allow-credentials", "true");
  response.setHeader("access-control-allow-methods", headers["access-control-request-method"] ?? "*");
  response.setHeader("access-control-allow-headers", headers["access-control-request-headers"] ?? "*");
  response.setHeader("access-control-expose-headers", "*");
}
