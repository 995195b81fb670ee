import type { DebianRecipe } from "../sources/debian-wheel.ts";
import { networkx } from "./networkx.ts";
import { plotly } from "./plotly.ts";
import { mpmath, sympy } from "./sympy.ts";
import { tenacity } from "./tenacity.ts";

/** Every wheel that can be made from Debian. Adding one is a data file, a line here and a pin in the sdk's distributions. */
export const debianRecipes: readonly DebianRecipe[] = [plotly, tenacity, sympy, mpmath, networkx];
