import { suite } from "./harness/index.ts";
import { inputCases } from "./sessions/input.ts";
import { lossCases } from "./sessions/loss.ts";
import { stateCases } from "./sessions/state.ts";
import { storageCases } from "./sessions/storage.ts";

await suite([...stateCases, ...lossCases, ...storageCases, ...inputCases].map((each) => ({ timeoutMs: 90_000, ...each })));
