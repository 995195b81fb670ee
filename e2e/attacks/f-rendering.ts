import { chartAttacks } from "./f-rendering/charts.ts";
import { drawingAttacks } from "./f-rendering/drawings.ts";
import { markupAttacks } from "./f-rendering/markup.ts";
import { attackSuite } from "./harness/index.ts";

// F: what views draw stays a drawing.
await attackSuite([...markupAttacks, ...chartAttacks, ...drawingAttacks]);
