/** Worker entry of JavaScript and TypeScript. */
import { javascriptRuntime } from "../runtimes/javascript/javascript-runtime.ts";
import { serveRuntime } from "./serve-runtime.ts";

serveRuntime(javascriptRuntime);
