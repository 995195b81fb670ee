/** An element of an SVG, as far as its weight needs it. */
export interface SvgElement {
  /** Without its prefix. */
  name: string;
  id: string | undefined;
  /** Values of all attributes but the id. */
  values: string[];
  children: SvgElement[];
  /** The text right inside it. */
  text: string;
}

/** Deeper than any program draws; engines give up as well. */
const maxDepth = 1000;

const attribute = /\s+([^\s<>/="']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const token = new RegExp(
  [
    String.raw`<!--[^]*?-->`,
    String.raw`<\?[^]*?\?>`,
    String.raw`<!\[CDATA\[(?<data>[^]*?)\]\]>`,
    // Without a part of its own, which could declare anything.
    String.raw`<!DOCTYPE[^[\]<>"']*(?:(?:"[^"]*"|'[^']*')[^[\]<>"']*)*>`,
    String.raw`</(?<closed>[^\s<>/="']+)\s*>`,
    String.raw`<(?<opened>[^\s<>/="'!?]+)(?<attributes>(?:${attribute.source})*)\s*(?<empty>/?)>`,
    String.raw`(?<text>[^<]+)`,
  ].join("|"),
  "y",
);

/**
 * The root of an SVG; undefined where it is not well-formed XML without a document type of its own. By no parser of the browser, as those take only trusted text in pages that require Trusted Types.
 * What this reads, engines read the same way: XML leaves no room, and whatever does not fit is not read.
 */
export function readSvg(svg: string): SvgElement | undefined {
  const outside: SvgElement = { name: "", id: undefined, values: [], children: [], text: "" };
  const open = [{ element: outside, tag: "" }];
  const text = svg.replace(/^\uFEFF/, "");
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const groups = token.exec(text)?.groups;
    if (!groups) return undefined;
    const { element, tag } = open.at(-1)!;
    if (groups["opened"] !== undefined) {
      const child = elementOf(groups["opened"], groups["attributes"] ?? "");
      element.children.push(child);
      if (!groups["empty"]) open.push({ element: child, tag: groups["opened"] });
      if (open.length > maxDepth) return undefined;
    } else if (groups["closed"] !== undefined) {
      if (groups["closed"] !== tag || open.length === 1) return undefined;
      open.pop();
    } else {
      element.text += groups["data"] ?? decoded(groups["text"] ?? "");
    }
  }
  return open.length === 1 && outside.children.length === 1 && outside.text.trim() === "" ? outside.children[0] : undefined;
}

function elementOf(tag: string, attributes: string): SvgElement {
  const element: SvgElement = { name: tag.slice(tag.indexOf(":") + 1), id: undefined, values: [], children: [], text: "" };
  for (const [, name, double, single] of attributes.matchAll(attribute)) {
    const value = decoded(double ?? single ?? "");
    if (name === "id" || name === "xml:id") element.id = value;
    else element.values.push(value);
  }
  return element;
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Character references and XML's own five entities in place; there are no others. */
function decoded(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    return String.fromCodePoint(Math.min(hex === undefined ? Number(decimal) : parseInt(hex, 16), 0x10ffff));
  });
}
