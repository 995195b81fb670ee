import { callCases } from "./composition/calls.ts";
import { pipeCases } from "./composition/pipes.ts";
import { repeatCases } from "./composition/repeats.ts";
import { suite } from "./harness/index.ts";

// Runs that work together: pipes, functions that a program is offered, and runs that repeat each other.
await suite([...pipeCases, ...callCases, ...repeatCases]);
