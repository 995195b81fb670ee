/**
 * A value as JSON that can stand inside `<script type="application/json">` and nowhere else: no "<" (so neither `</script` nor `<!--`),
 * no line separators. JSON.stringify itself escapes control characters and lone surrogates. JSON.parse gives the value back.
 */
export function scriptJson(value: unknown): string {
  return (JSON.stringify(value) ?? "null").replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const references: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
  // The parser would make it a line feed.
  ["\r", "&#13;"],
]);

/** Text as HTML text or as a quoted attribute value. What HTML cannot hold (NUL, lone surrogates) becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r]|\0|\p{Surrogate}/gu, (character) => references.get(character) ?? "\ufffd");
}

/** Attributes with a leading space each; undefined leaves one out, "" gives it without a value. */
export function attributes(values: Record<string, string | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? "" : value === "" ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`))
    .join("");
}
