// The parser takes quadratic time on quotes and lists in these numbers (50 kB of them took 9 s). No reply for a reader comes near.
const maxMarkersPerLine = 12;
const maxMarkers = 5000;
const maxIndent = 200;
const maxParagraphLines = 2000;

/** What may open a quote or list item at the start of a line. */
const prefix = /^(?:[ \t]|>|[-+*](?=[ \t\r\n]|$)|\d{1,9}[.)](?=[ \t\r\n]|$))+/;

/** True where quotes and lists are so many or so deep that a Markdown parser would stall the server. */
export function isTooNested(markdown: string): boolean {
  let markers = 0;
  let paragraphLines = 0;
  for (const line of markdown.split(/\r\n?|\n/)) {
    const start = prefix.exec(line)?.[0] ?? "";
    const indent = start.replace(/[^ \t]/g, "").length;
    const own = start.match(/[>*+-]|\d+[.)]/g)?.length ?? 0;
    markers += own;
    paragraphLines = line.trim() === "" ? 0 : paragraphLines + 1;
    if (own > maxMarkersPerLine || markers > maxMarkers || indent > maxIndent || paragraphLines > maxParagraphLines) return true;
  }
  return false;
}
