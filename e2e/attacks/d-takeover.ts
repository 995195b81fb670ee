import { hostDataCases } from "./d-takeover/host-data.ts";
import { attackSuite } from "./harness/index.ts";

// D: the guest reads nothing of the host, and takes nothing over.
await attackSuite([...hostDataCases]);
