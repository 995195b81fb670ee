/** Characters that are looked at. */
const most = 20_000;

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** What HTML says, without its markup: for reading aloud, never for showing as HTML. */
export function htmlText(html: string): string {
  return html
    .slice(0, most)
    .replace(/<(script|style|svg|template)\b[^]*?(?:<\/\1\s*>|$)/gi, " ")
    .replace(/<!--[^]*?(?:-->|$)/g, " ")
    .replace(/<[^<>]*>?/g, " ")
    .replace(/&(?:#(\d{1,7})|(\w{1,8}));/g, (whole, code?: string, name?: string) => (code ? fromCode(Number(code)) : (entities[name ?? ""] ?? whole)))
    .replace(/\s+/g, " ")
    .trim();
}

const fromCode = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : " ");
