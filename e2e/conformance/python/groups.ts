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

/** Every group of cases that Python must pass; each is for one distribution. */
export const groups = [semanticsCases, figureCases, displayCases, recursionCases, notebookCases, inputCases, networkCases, packageCases, endCases, freshCases];
