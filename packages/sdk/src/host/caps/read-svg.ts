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

// XML 1.0, fifth edition: https://www.w3.org/TR/xml/#NT-Name, #NT-Char, #NT-S.
const nameStart = String.raw`:A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}`;
const name = String.raw`[${nameStart}][\-.0-9\u00B7\u0300-\u036F\u203F\u2040${nameStart}]*`;
const space = String.raw`[ \t\r\n]`;
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const bareAmpersand = /&(?!(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)/;

const attribute = new RegExp(String.raw`${space}+(${name})${space}*=${space}*(?:"([^"<]*)"|'([^'<]*)')`, "gu");
const literal = String.raw`(?:"[^"]*"|'[^']*')`;
const said = (what: string, value: string) => String.raw`${space}+${what}${space}*=${space}*(?:"${value}"|'${value}')`;
/** Read in another encoding than it was written in, it could be another drawing. */
const declaration = new RegExp(String.raw`^<\?xml${said("version", String.raw`1\.0`)}(?:${said("encoding", "[uU][tT][fF]-8")})?(?:${said("standalone", "(?:yes|no)")})?${space}*\?>`, "u");
const token = new RegExp(
  [
    String.raw`<!--(?:(?!--)[^])*-->`,
    String.raw`<\?(?![xX][mM][lL](?:${space}|\?))${name}(?:${space}[^]*?)?\?>`,
    String.raw`<!\[CDATA\[(?<data>[^]*?)\]\]>`,
    // Without a part of its own, which could declare anything.
    String.raw`(?<type><!DOCTYPE${space}+${name}(?:${space}+(?:SYSTEM|PUBLIC${space}+${literal})${space}+${literal})?${space}*>)`,
    String.raw`</(?<closed>${name})${space}*>`,
    String.raw`<(?<opened>${name})(?<attributes>(?:${attribute.source})*)${space}*(?<empty>/?)>`,
    String.raw`(?<text>[^<]+)`,
  ].join("|"),
  "yu",
);

/**
 * The root of an SVG; undefined where it is not well-formed XML in UTF-8 without a document type of its own. By no parser of the browser, as those take only trusted text in pages
 * that require Trusted Types. What this reads, any parser of XML reads the same way (read-svg.fuzz.test.ts).
 */
export function readSvg(svg: string): SvgElement | undefined {
  const outside: SvgElement = { name: "", id: undefined, values: [], children: [], text: "" };
  const open = [{ element: outside, tag: "" }];
  const text = svg.replace(/^\uFEFF/, "").replace(declaration, "");
  if (forbidden.test(text)) return undefined;
  let typed = false;
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const groups = token.exec(text)?.groups;
    if (!groups) return undefined;
    const { element, tag } = open.at(-1)!;
    if (groups["opened"] !== undefined) {
      const child = elementOf(groups["opened"], groups["attributes"] ?? "");
      if (!child) return undefined;
      element.children.push(child);
      if (!groups["empty"]) open.push({ element: child, tag: groups["opened"] });
      if (open.length > maxDepth) return undefined;
    } else if (groups["closed"] !== undefined) {
      if (groups["closed"] !== tag || open.length === 1) return undefined;
      open.pop();
    } else if (groups["type"] !== undefined) {
      if (typed || element !== outside || outside.children.length > 0) return undefined;
      typed = true;
    } else if (groups["data"] !== undefined || groups["text"] !== undefined) {
      if (element === outside && !/^[ \t\r\n]+$/.test(groups["text"] ?? "")) return undefined;
      if (groups["text"]?.includes("]]>")) return undefined;
      const inside = groups["data"] ?? decoded(groups["text"]!);
      if (inside === undefined) return undefined;
      element.text += inside;
    }
  }
  return open.length === 1 && outside.children.length === 1 ? outside.children[0] : undefined;
}

function elementOf(tag: string, attributes: string): SvgElement | undefined {
  const element: SvgElement = { name: tag.slice(tag.indexOf(":") + 1), id: undefined, values: [], children: [], text: "" };
  const names = new Set<string>();
  for (const [, key, double, single] of attributes.matchAll(attribute)) {
    const value = decoded(double ?? single ?? "");
    if (value === undefined || names.has(key!)) return undefined;
    names.add(key!);
    if (key === "id" || key === "xml:id") element.id = value;
    else element.values.push(value);
  }
  return element;
}

const entities = new Map([["lt", "<"], ["gt", ">"], ["amp", "&"], ["quot", '"'], ["apos", "'"]]);

/** Character references and XML's own five entities in place; undefined where there are others. */
function decoded(text: string): string | undefined {
  if (bareAmpersand.test(text)) return undefined;
  let allowed = true;
  const plain = text.replaceAll(/&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));/g, (_, hex?: string, decimal?: string, entity?: string) => {
    if (entity !== undefined) return entities.get(entity)!;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    const char = code <= 0x10ffff ? String.fromCodePoint(code) : "\0";
    if (forbidden.test(char)) allowed = false;
    return char;
  });
  return allowed ? plain : undefined;
}
