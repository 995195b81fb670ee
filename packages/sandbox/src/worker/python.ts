/** Worker entry of Python. */
import { pythonRuntime } from "../runtimes/python/python-runtime.ts";
import { serveRuntime } from "./serve-runtime.ts";

serveRuntime(pythonRuntime);
