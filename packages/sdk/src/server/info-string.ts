import { languageOfFile, normaliseLanguage } from "./languages.ts";

/** What a fence's info string says. */
export interface FenceInfo {
  language: string | null;
  title?: string;
}

// Invisible characters that copying leaves behind: zero-width space, joiners, word joiner, byte order mark, soft hyphen.
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const titleKey = /(?:^|[\s,{])(?:title|file_?name|file)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s,}"']+))/i;

/**
 * Reads an info string as models and notebooks write it: `python`, `py title="a.py"`, `{python, echo=FALSE}`, `{.python .numberLines}`,
 * `python:a.py`, `a.py`, `Python3.12`, `language-python`.
 */
export function readInfoString(info: string): FenceInfo {
  const visible = info.replace(invisible, "").trim();
  // The first word, without the braces of R Markdown, Quarto and Pandoc; a comma or a brace ends it too (`rust,ignore`, `python{1,3}`).
  const first = /^\{?\s*([^\s,{}=]+)(\s*=)?/.exec(visible);
  const word = first?.[1] !== undefined && first[2] === undefined ? first[1] : "";
  const [before = "", after] = word.split(/:(.+)/s);
  const named = titleKey.exec(visible);
  const fileLanguage = before.startsWith(".") ? null : languageOfFile(before);
  const title = tidyTitle(named?.[1] ?? named?.[2] ?? named?.[3] ?? after ?? (fileLanguage === null ? "" : before));
  const language = fileLanguage ?? (before === "" ? null : normaliseLanguage(before));
  return { language: language === "" ? null : language, ...(title === null ? {} : { title }) };
}

/** A title that can stand in a traceback: one line, printable, not longer than 100 characters. */
function tidyTitle(title: string): string | null {
  const trimmed = title.trim();
  return /^[^\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]{1,100}$/u.test(trimmed) ? trimmed : null;
}
