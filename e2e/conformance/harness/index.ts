export * from "./expect.ts";
export { settings } from "./page.ts";
export * from "./sink.ts";
export * from "./suite.ts";
