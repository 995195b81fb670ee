import { optionAttacks } from "./g-templating/options.ts";
import { textAttacks } from "./g-templating/texts.ts";
import { attackSuite } from "./harness/index.ts";

// G: what a model wrote, in a page that a server made.
await attackSuite([...textAttacks, ...optionAttacks]);
