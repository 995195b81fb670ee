import { readSvg, type SvgElement } from "./read-svg.ts";

/** What one of them costs beside an element, by what it computes for each pixel. */
const filterWeights = { plain: 300, costly: 20_000 };
const costlyFilter = /^fe(Turbulence|Morphology|ConvolveMatrix|DiffuseLighting|SpecularLighting)$/;
const plainFilter = /^fe(?!Merge|Func|.*Light$)/;
const cssFilter = /\b(?:blur|drop-shadow)\s*\(/;

/** References that follow one another: more than that is more than can be told. */
const maxChain = 2000;

/**
 * How many elements an SVG comes to once all that its elements refer to (`use`, patterns, markers, masks, filters) stands in their places: ten uses of ten uses of …
 * are a billion rectangles in a few hundred characters, which no engine gives up on. Any `#name` in an attribute counts, or in a style sheet for every
 * element, if something has that id: rather too many than too few. A step of a filter counts as many. Takes text without entities. Undefined: it cannot be read.
 */
export function expandedElements(svg: string): number | undefined {
  const root = readSvg(svg);
  if (!root) return undefined;
  const weights = new Map<SvgElement, number>();
  const all = [...within(root)];
  const named = new Map(all.filter(({ id }) => id !== undefined).map((element) => [element.id, element]));
  const referred = (text: string): SvgElement[] => Array.from(text.matchAll(/#([^"')\s;,#]+)/g), ([, name]) => named.get(name)).filter((element) => element !== undefined);

  const weigh = (element: SvgElement, depth: number): number => {
    const known = weights.get(element);
    if (known !== undefined) return known;
    if (depth > maxChain) return Infinity;
    // Engines break off where something holds itself.
    weights.set(element, 0);
    const values = element.values.map(plain);
    let inside = 0;
    for (const child of element.children) inside += weigh(child, depth + 1);
    for (const value of values) for (const target of referred(value)) inside += weigh(target, depth + 1);
    for (const value of values) if (cssFilter.test(value)) inside += filterWeights.plain;
    const weight = Math.max(1, inside + own(element.name));
    weights.set(element, weight);
    return weight;
  };
  const sheets = all.filter(({ name }) => name === "style").map(({ text }) => plain(text)).join(" ");
  const ofSheets = [...new Set(referred(sheets))].reduce((product, target) => product * (1 + weigh(target, 0)), 1);
  return weigh(root, 0) * ofSheets * (cssFilter.test(sheets) ? filterWeights.plain : 1);
}

function* within(element: SvgElement): Generator<SvgElement> {
  yield element;
  for (const child of element.children) yield* within(child);
}

function own(name: string): number {
  if (name === "use") return 0;
  return costlyFilter.test(name) ? filterWeights.costly : plainFilter.test(name) ? filterWeights.plain : 1;
}

/** Without the escapes of CSS and of addresses. */
function plain(text: string): string {
  const unescaped = text.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, hex: string | undefined, char: string) => (hex ? String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff)) : char));
  return unescaped.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
