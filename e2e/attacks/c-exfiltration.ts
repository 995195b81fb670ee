import { guestNetworkCases } from "./c-exfiltration/guest-network.ts";
import { networkCases } from "./c-exfiltration/network.ts";
import { attackSuite } from "./harness/index.ts";

// C: nothing leaves.
await attackSuite([...networkCases, ...guestNetworkCases]);
