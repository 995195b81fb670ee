import { ancestorAttacks } from "./d-takeover/ancestors.ts";
import { hostDataCases } from "./d-takeover/host-data.ts";
import { reachAttacks } from "./d-takeover/reach.ts";
import { attackSuite } from "./harness/index.ts";

// D: the guest reads nothing of the host, and takes nothing over.
await attackSuite([...hostDataCases, ...reachAttacks, ...ancestorAttacks]);
