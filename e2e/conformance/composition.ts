import { callCases } from "./composition/calls.ts";
import { pipeCases } from "./composition/pipes.ts";
import { profileCases } from "./composition/profiles.ts";
import { repeatCases } from "./composition/repeats.ts";
import { suite } from "./harness/index.ts";

// Runs that work together: pipes, functions that a program is offered, runs that repeat each other, and what a profile tells.
await suite([...pipeCases, ...callCases, ...repeatCases, ...profileCases]);
