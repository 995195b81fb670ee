import { settings, suite } from "./harness/index.ts";
import { groupsOf } from "./python/all-cases.ts";

// All of it in Chromium; elsewhere its boot takes most of the time, so that a group gives one case there. `?full` runs all of them everywhere.
const whole = settings.engine === "chromium" || new URLSearchParams(location.search).has("full");
await suite(groupsOf("pyodide-314").flatMap((group) => (whole ? group : group.slice(0, 1))));
