import { suite } from "./harness/index.ts";
import { groupsOf } from "./python/all-cases.ts";

// The distribution that is used unless another is asked for.
await suite(groupsOf("pyodide-0.29").flat());
