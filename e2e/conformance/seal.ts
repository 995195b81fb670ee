import { suite } from "./harness/index.ts";
import { codeFromTextCases } from "./seal/code-from-text.ts";
import { crashCases } from "./seal/crashes.ts";
import { endCases } from "./seal/ends.ts";
import { floodCases } from "./seal/floods.ts";
import { forgedMessageCases } from "./seal/forged-messages.ts";
import { hostDataCases } from "./seal/host-data.ts";
import { neighbourCases } from "./seal/neighbours.ts";
import { guestNetworkCases } from "./seal/guest-network.ts";
import { networkCases } from "./seal/network.ts";
import { packageCases } from "./seal/packages.ts";

// What must never happen (threats of docs/spec.md), tried on the product itself by code that wants it.
await suite([
  ...hostDataCases,
  ...codeFromTextCases,
  ...networkCases,
  ...guestNetworkCases,
  ...packageCases,
  ...forgedMessageCases,
  ...floodCases,
  ...crashCases,
  ...neighbourCases,
  ...endCases,
]);
