import { suite } from "./harness/index.ts";
import { componentCases } from "./react/components.ts";
import { hookCases } from "./react/hooks.ts";
import { streamdownCases } from "./react/streamdown.ts";

// @vitrine/react and @vitrine/streamdown with the real React, in StrictMode, and the real Streamdown. Complaints of React's fail a case.
await suite([...hookCases, ...componentCases, ...streamdownCases].map((each) => ({ timeoutMs: 120_000, ...each })));
