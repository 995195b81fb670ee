import { suite } from "./harness/index.ts";
import { frameCases } from "./recovery/frames.ts";
import { leakCases } from "./recovery/leaks.ts";

// What dies is noticed, told, and replaced; what has ended leaves nothing.
await suite([...frameCases, ...leakCases]);
