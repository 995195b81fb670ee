import type { DebianRecipe } from "../sources/debian-wheel.ts";
import { cycler } from "./cycler.ts";
import { jinja2, markupsafe } from "./jinja2.ts";
import { networkx } from "./networkx.ts";
import { packaging } from "./packaging.ts";
import { plotly } from "./plotly.ts";
import { pyparsing } from "./pyparsing.ts";
import { certifi, chardet, idna, requests, urllib3 } from "./requests.ts";
import { mpmath, sympy } from "./sympy.ts";
import { tenacity } from "./tenacity.ts";

/** Every wheel that can be made from Debian. Adding one is a data file and a line here. */
export const debianRecipes: readonly DebianRecipe[] = [plotly, tenacity, sympy, mpmath, networkx, packaging, pyparsing, cycler, requests, urllib3, idna, chardet, certifi, jinja2, markupsafe];
