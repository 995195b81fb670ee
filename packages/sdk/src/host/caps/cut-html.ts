/** Elements that a parser opens again in every block until they are closed, so that a few tags can make very many elements. */
const reopened = new Set(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]);

const tag = /\/?([a-z][a-z0-9]{0,9})/iy;

/** The beginning of HTML of which a parser makes about `most` elements, or fewer; it never breaks a tag. */
export function cutHtml(html: string, most: number): string {
  let elements = 0;
  let open = 0;
  let paragraph = false;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) {
    tag.lastIndex = at + 1;
    const name = tag.exec(html)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    const closes = html[at + 1] === "/";
    // End tags of these open an element where there is none to close.
    if (!closes || name === "br" || (name === "p" && !paragraph)) elements += reopened.has(name) ? 1 : 1 + open;
    if (reopened.has(name)) open = Math.max(0, open + (closes ? -1 : 1));
    else paragraph = name === "p" && !closes;
    if (elements > most) return html.slice(0, at);
  }
  return html;
}
