import { settings, suite } from "./harness/index.ts";
import { groups } from "./python/groups.ts";

// What every distribution must do in every engine. 314 runs whole in Chromium; elsewhere its boot takes most of the time, so that
// a group gives one case there. `?full` runs all of them everywhere.
const whole = settings.engine === "chromium" || new URLSearchParams(location.search).has("full");
const cases = [
  ...groups.flatMap((group) => group("pyodide-0.29")),
  ...groups.flatMap((group) => (whole ? group("pyodide-314") : group("pyodide-314").slice(0, 1))),
];

await suite(cases.map((each) => ({ timeoutMs: 90_000, ...each })));
