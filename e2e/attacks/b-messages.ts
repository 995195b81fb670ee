import { endCases } from "./b-messages/ends.ts";
import { forgedMessageCases } from "./b-messages/forged-messages.ts";
import { attackSuite } from "./harness/index.ts";

// B: what a worker, a frame or a server may say, and what becomes of the rest.
await attackSuite([...forgedMessageCases, ...endCases]);
