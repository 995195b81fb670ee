import { addressAttacks } from "./c-exfiltration/addresses.ts";
import { documentAttacks } from "./c-exfiltration/documents.ts";
import { guestNetworkCases } from "./c-exfiltration/guest-network.ts";
import { pythonAttacks } from "./c-exfiltration/python.ts";
import { workerAttacks } from "./c-exfiltration/worker.ts";
import { attackSuite } from "./harness/index.ts";

// C: nothing leaves.
await attackSuite([...workerAttacks, ...addressAttacks, ...pythonAttacks, ...documentAttacks, ...guestNetworkCases]);
