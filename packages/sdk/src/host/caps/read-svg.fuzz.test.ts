import { fc, fuzz } from "@vitrine/fuzz";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { readSvg, type SvgElement } from "./read-svg.ts";

/** The same tree by a real parser; undefined where it finds a fault. */
function bySaxes(xml: string): SvgElement | undefined {
  const outside: SvgElement = { name: "", id: undefined, values: [], children: [], text: "" };
  const open = [outside];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const { id, "xml:id": xmlId, ...others } = attributes;
    const element: SvgElement = { name: name.slice(name.indexOf(":") + 1), id: xmlId ?? id, values: Object.values(others), children: [], text: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => void (open.at(-1)!.text += text));
  parser.on("cdata", (text) => void (open.at(-1)!.text += text));
  try {
    parser.write(xml).close();
    return outside.children[0];
  } catch {
    return undefined;
  }
}

/** Parsers make one blank of each in attributes, and one line's end of two characters. */
const settled = (element: SvgElement): unknown[] => [element.name, element.id?.replaceAll(/\s/g, " "), element.values.map((value) => value.replaceAll(/\r\n|\s/g, " ")), element.text.replaceAll(/\r\n?/g, "\n"), element.children.map(settled)];

const blank = fc.constantFrom("", " ", "\n", "\t ");
const name = fc.constantFrom("g", "rect", "use", "s:path", "style", "feBlend", "é", "a-b.c");
const text = fc.oneof(fc.constantFrom("x", "a > b", "&lt;", "&#35;", "&#x1F600;", "&amp;amp;", "\n", "]]", "#a", "url(#p)", "ñ"), fc.string({ unit: "grapheme", maxLength: 4 }).map((any) => any.replaceAll(/[<&]/g, "")));
const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom("id", "href", "xlink:href", "fill", "d"), text, fc.constantFrom('"', "'")), { maxLength: 3, selector: ([key]) => key })
  .map((all) => all.map(([key, value, quote]) => ` ${key}=${quote}${value.replaceAll(quote, "")}${quote}`).join(""));
const { node } = fc.letrec<{ node: string; child: string }>((tie) => ({
  node: fc.tuple(name, attributes, blank, fc.array(tie("child"), { maxLength: 3 })).map(([tag, given, space, children]) => (children.length === 0 && space ? `<${tag}${given}${space}/>` : `<${tag}${given}${space}>${children.join("")}</${tag}${space}>`)),
  child: fc.oneof({ depthSize: "small" }, text, fc.constantFrom("<!-- a <b> -->", "<![CDATA[<g> & ]]>", "<?pi a?>"), tie("node")),
}));
const plain = fc
  .tuple(fc.constantFrom("", "\uFEFF", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'), fc.constantFrom("", "<!-- by hand -->", '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg11.dtd">'), node, blank)
  .map((parts) => parts.join(""));
/** One place of it is other than it was. */
const spoilt = fc
  .tuple(plain, fc.nat(), fc.nat(3), fc.oneof(fc.constantFrom("<", ">", "&", ";", '"', "'", "/", "=", "!", "?", "-->", "]]>", "\0", "\u00A0", "\uFFFE", "<g>", "</g>", "&a;", "&#0;", "&#xD800;", "&constructor;", " a='1' a='2'", "<?xml version='1.0'?>", "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY a 'b'>]>"), fc.string({ maxLength: 2 })))
  .map(([xml, at, cut, put]) => xml.slice(0, at % (xml.length + 1)) + put + xml.slice((at % (xml.length + 1)) + cut));

test("S10: what is read of an SVG, a real parser reads the same way", async () => {
  const counts = { read: 0, refused: 0 };
  await fuzz({ share: 0.1, of: spoilt }, (xml) => {
    const ours = readSvg(xml);
    counts[ours ? "read" : "refused"] += 1;
    if (!ours) return;
    const theirs = bySaxes(xml);
    expect(theirs && settled(theirs), xml).toEqual(settled(ours));
  });
  // The control: both happen, often.
  expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(50);
});

test("S10: every plain SVG that a real parser reads is read", async () => {
  let read = 0;
  await fuzz({ share: 0.05, of: plain }, (xml) => {
    const theirs = bySaxes(xml);
    if (!theirs) return;
    read += 1;
    const ours = readSvg(xml);
    expect(ours && settled(ours), xml).toEqual(settled(theirs));
  });
  expect(read).toBeGreaterThan(50);
});

test("S10: an SVG that says that it is written in another encoding is not read: the engine would read other names", () => {
  for (const [encoding, readable] of [["utf-8", true], ["UTF-8", true], ["Shift_JIS", false], ["utf-16", false]] as const) expect(readSvg(`<?xml version="1.0" encoding="${encoding}"?><svg/>`) !== undefined).toBe(readable);
});
