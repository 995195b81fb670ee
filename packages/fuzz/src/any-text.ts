import fc from "fast-check";

const awkward = [
  "__proto__", "constructor", "toString", "hasOwnProperty", "then", "", " ", "\0", "\ud800", "\udc00\ud800", "\u2028\u2029", "\r\n", "\ufeff", "\u202e",
  "</script>", "<!--<script>", "-->", "]]>", "<svg onload=x>", "&amp;", "&#0;", "\"'`", "${x}", "$&$1$`", "\\", "\\u003c", "../../x", "javascript:x", "run-1", "session-1", "1e999", "null",
];

/** Text of any UTF-16 units up to `max` of them, lone surrogates and control characters included, with a liking for what has broken parsers. */
export function anyText(max = 64): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...awkward).map((text) => text.slice(0, max)),
    fc.string({ maxLength: max }),
    fc.string({ unit: "binary", maxLength: Math.floor(max / 2) }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: max }).map((units) => String.fromCharCode(...units)),
    fc.array(fc.constantFrom(...awkward), { maxLength: 8 }).map((texts) => texts.join("").slice(0, max)),
  );
}
