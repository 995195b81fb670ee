import { elsewhereAttacks } from "./b-messages/elsewhere.ts";
import { endCases } from "./b-messages/ends.ts";
import { eventAttacks } from "./b-messages/events.ts";
import { outputAttacks } from "./b-messages/outputs.ts";
import { rawAttacks } from "./b-messages/raw.ts";
import { reportAttacks } from "./b-messages/reports.ts";
import { attackSuite } from "./harness/index.ts";

// B: what a worker, a frame or a server may say, and what becomes of the rest.
await attackSuite([...eventAttacks, ...reportAttacks, ...elsewhereAttacks, ...outputAttacks, ...rawAttacks, ...endCases]);
