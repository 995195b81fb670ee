import { suite } from "./harness/index.ts";
import { accessCases } from "./element/access.ts";
import { cellCases } from "./element/cell.ts";
import { outputCases } from "./element/output.ts";

// <vitrine-run> and <vitrine-output> as a page uses them.
await suite([...cellCases, ...accessCases, ...outputCases].map((each) => ({ timeoutMs: 120_000, ...each })));
