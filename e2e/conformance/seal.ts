import { suite } from "./harness/index.ts";
import { floodCases } from "./seal/floods.ts";
import { forgedMessageCases } from "./seal/forged-messages.ts";
import { hostDataCases } from "./seal/host-data.ts";
import { neighbourCases } from "./seal/neighbours.ts";
import { networkCases } from "./seal/network.ts";

// What must never happen (threats of docs/spec.md), tried on the product itself by code that wants it.
await suite([...hostDataCases, ...networkCases, ...forgedMessageCases, ...neighbourCases, ...floodCases]);
