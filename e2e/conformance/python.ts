import { settings, suite } from "./harness/index.ts";
import { groupsOf } from "./python/all-cases.ts";

// The distribution that is used unless another is asked for. Firefox runs all of it in `python-images`, and here one case of each group. `?full` runs all of them everywhere.
const whole = settings.engine !== "firefox" || new URLSearchParams(location.search).has("full");
await suite(groupsOf("pyodide-0.29").flatMap((group) => (whole ? group : group.slice(0, 1))));
