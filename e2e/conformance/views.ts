import { suite } from "./harness/index.ts";
import { bulkCases } from "./views/bulk.ts";
import { capCases } from "./views/caps.ts";
import { drawingCases } from "./views/drawing.ts";
import { frameCases } from "./views/frame.ts";
import { lazyCases } from "./views/lazy.ts";
import { recoveryCases } from "./views/recovery.ts";
import { richCases } from "./views/rich.ts";
import { scriptedCases } from "./views/scripted.ts";
import { tierCases } from "./views/tiers.ts";
import { updateCases } from "./views/update.ts";

// What view frames draw; what they must not do is in e2e/attacks. The outputs are made here: no interpreter is needed to show data.
await suite([...drawingCases, ...tierCases, ...capCases, ...recoveryCases, ...richCases, ...updateCases, ...bulkCases, ...scriptedCases, ...frameCases, ...lazyCases].map((each) => ({ timeoutMs: 60_000, ...each })));
