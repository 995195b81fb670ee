/** Worker entry of WASI modules and their text. */
import { wasiRuntime } from "../runtimes/wasi/wasi-runtime.ts";
import { serveRuntime } from "./serve-runtime.ts";

serveRuntime(wasiRuntime);
