import { floodCases } from "./e-denial/floods.ts";
import { attackSuite } from "./harness/index.ts";

// E: too much of what is allowed.
await attackSuite([...floodCases]);
