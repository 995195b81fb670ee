import { suite } from "./harness/index.ts";
import { loadingCases, runtimeCases } from "./runtimes/cases.ts";
import { interpreterCases } from "./runtimes/interpreters.ts";
import { platformCases } from "./runtimes/platform.ts";
import { javascript, python, typescript } from "./runtimes/programs.ts";

// One suite over all languages: the same meaning in each one's words. What Python alone has, python.ts has.
await suite([
  ...runtimeCases(python, { fuel: "Pyodide counts no steps: a deadline ends what takes too long" }),
  ...runtimeCases(javascript),
  ...runtimeCases(typescript),
  ...loadingCases,
  ...platformCases,
  ...interpreterCases,
]);
