import { codeFromTextCases } from "./a-realm/code-from-text.ts";
import { crashCases } from "./a-realm/crashes.ts";
import { neighbourCases } from "./a-realm/neighbours.ts";
import { packageCases } from "./a-realm/packages.ts";
import { attackSuite } from "./harness/index.ts";

// A: the guest against its own realm, and what it finds there.
await attackSuite([...codeFromTextCases, ...crashCases, ...neighbourCases, ...packageCases]);
