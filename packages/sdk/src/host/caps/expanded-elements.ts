/** What one of them costs beside an element, by what it computes for each pixel. */
const filterWeights = { plain: 300, costly: 20_000 };
const costlyFilter = /^fe(Turbulence|Morphology|ConvolveMatrix|DiffuseLighting|SpecularLighting)$/;
const plainFilter = /^fe(?!Merge|Func|.*Light$)/;
const cssFilter = /\b(?:blur|drop-shadow)\s*\(/;

/**
 * How many elements an SVG comes to once all that its elements refer to (`use`, patterns, markers, masks, filters) stands in their places: ten uses of ten uses of …
 * are a billion rectangles in a few hundred characters, which no engine gives up on. Any `#name` in an attribute counts, or in a style sheet for every
 * element, if something has that id: rather too many than too few. What cannot be read as XML, which no engine draws, counts as nothing. A step of a filter counts as many. Takes text without entities.
 */
export function expandedElements(svg: string): number {
  const { documentElement: root } = new DOMParser().parseFromString(svg, "image/svg+xml");
  const weights = new Map<Element, number>();
  const named = new Map(Array.from(root.querySelectorAll("[id]"), (element) => [element.id, element]));
  const referred = (text: string): Element[] => Array.from(text.matchAll(/#([^"')\s;,#]+)/g), ([, name]) => named.get(name!)).filter((element) => element !== undefined);

  const weigh = (element: Element): number => {
    const known = weights.get(element);
    if (known !== undefined) return known;
    // Engines break off where something holds itself.
    weights.set(element, 0);
    let inside = 0;
    for (const child of element.children) inside += weigh(child);
    for (const { name, value } of element.attributes) if (name !== "id") for (const target of referred(plain(value))) inside += weigh(target);
    for (const { value } of element.attributes) if (cssFilter.test(plain(value))) inside += filterWeights.plain;
    const weight = Math.max(1, inside + own(element.localName));
    weights.set(element, weight);
    return weight;
  };
  const sheets = Array.from(root.getElementsByTagName("style"), ({ textContent }) => plain(textContent ?? "")).join(" ");
  const ofSheets = [...new Set(referred(sheets))].reduce((product, target) => product * (1 + weigh(target)), 1);
  return weigh(root) * ofSheets * (cssFilter.test(sheets) ? filterWeights.plain : 1);
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
