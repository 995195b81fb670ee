import { expect, test } from "vitest";
import { expandedElements } from "./expanded-elements.ts";
import { readSvg } from "./read-svg.ts";

test("elements, attributes and text are read as XML has them", () => {
  const svg = `\uFEFF<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" 'x'>\n<!-- <a> -->\n<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:style><![CDATA[a > b { fill: url(#p) }]]></s:style><s:use id='u' href="&#35;p&#x41;" / ><s:g>1 &lt; 2</s:g\n></s:svg>\n`;
  expect(readSvg(svg)).toBeUndefined();
  const root = readSvg(svg.replace("/ >", "/>"))!;
  expect([root.name, root.children.map(({ name, id, values, text }) => [name, id, values, text])]).toEqual(["svg", [["style", undefined, [], "a > b { fill: url(#p) }"], ["use", "u", ["#pA"], ""], ["g", undefined, [], "1 < 2"]]]);
});

test("what is no well-formed XML, or declares something, is not read", () => {
  for (const svg of ["", "text", "<svg>", "<svg></g>", "</svg>", "<svg/><svg/>", "<svg a=b/>", "<svg a/>", "<svg a='<'/>", "<!DOCTYPE svg [<!ATTLIST use href CDATA '#a'>]><svg/>", "<svg>".repeat(2000) + "</svg>".repeat(2000), "<svg", "<svg><!-- </svg>"])
    expect(readSvg(svg)).toBeUndefined();
});

test("S10: what elements refer to counts where they refer to it, however the reference is written", () => {
  const bomb = (reference: (name: string) => string) => `<svg xmlns="http://www.w3.org/2000/svg"><rect id="a0"/>${Array.from({ length: 6 }, (_, level) => `<g id="a${level + 1}">${`<use href="${reference(`a${level}`)}"/>`.repeat(10)}</g>`).join("")}</svg>`;
  const plainCount = expandedElements(bomb((name) => `#${name}`))!;
  expect(plainCount).toBeGreaterThan(1e6);
  for (const reference of [(name: string) => `&#35;${name}`, (name: string) => `&#x23;${name}`, (name: string) => `#%61${name.slice(1)}`]) expect(expandedElements(bomb(reference))).toBe(plainCount);
  const chain = `<svg>${Array.from({ length: 5000 }, (_, index) => `<use id="c${index}" href="#c${index + 1}"/>`).join("")}</svg>`;
  expect(expandedElements(chain)).toBe(Infinity);
  expect(expandedElements('<svg><g id="a"><use href="#a"/></g></svg>')).toBeLessThan(10);
});
