import type { Case } from "../harness/index.ts";
import { displayCases } from "./display.ts";
import { endCases } from "./ends.ts";
import { figureCases } from "./figures.ts";
import { freshCases } from "./fresh.ts";
import { inputCases } from "./inputs.ts";
import { networkCases } from "./network.ts";
import { notebookCases } from "./notebooks.ts";
import { packageCases } from "./packages.ts";
import { recursionCases } from "./recursion.ts";
import { semanticsCases } from "./semantics.ts";

/** What every distribution must do in every engine, by what it is about. Any of them may boot and install, so that each has a minute and a half. */
export const groupsOf = (distribution: string): Case[][] =>
  [semanticsCases, figureCases, displayCases, recursionCases, notebookCases, inputCases, networkCases, packageCases, endCases, freshCases].map((group) => group(distribution).map((each) => ({ timeoutMs: 90_000, ...each })));
