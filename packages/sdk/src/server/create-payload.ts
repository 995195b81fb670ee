import { type Payload, parsePayload, payloadVersion, type Source } from "@vitrine/protocol";
import { extractCode } from "./extract-code.ts";
import { markdownOrCode, notText, nothingToRun, unusableInput } from "./failures.ts";
import { normaliseLanguage } from "./languages.ts";
import { looksLikePython } from "./looks-like-python.ts";

/** What a program is run with; see `Payload`. */
export interface ProgramInputs {
  /** Any common name of it will do. Default: python; of a reply without Python, what its fences say first that runs: javascript or typescript. */
  language?: string;
  /** Requirements to install before the run, such as "pandas" or "plotly==6.5.2". Imports are found without it. */
  packages?: string[];
  /** Text files to mount: path relative to the working directory → text. */
  files?: Record<string, string>;
  stdin?: string;
  /** sys.argv[1:] */
  args?: string[];
  env?: Record<string, string>;
}

/** A model's reply, or a program that is already cut out of it. */
export type PayloadOptions = ProgramInputs & ({ markdown: string; code?: undefined } | { code: string | Source[]; markdown?: undefined });

/**
 * Makes a model's reply into what a page runs. All blocks of the language are one program, in order; other blocks are left out.
 * Only when the reply labels no block as Python at all, unlabelled ones that plausibly are Python are taken.
 * Throws INVALID_ARGUMENT where there is nothing to run or an option is unusable.
 */
export function createPayload({ markdown, code, language, ...inputs }: PayloadOptions): Payload {
  if ((markdown === undefined) === (code === undefined)) throw markdownOrCode();
  if (language !== undefined && typeof language !== "string") throw notText("language", language);
  const wanted = language === undefined ? (markdown === undefined ? "python" : languageOfReply(markdown)) : normaliseLanguage(language.trim());
  const sources = markdown === undefined ? sourcesOfCode(code, wanted) : sourcesOfMarkdown(markdown, wanted);
  const { packages, files, stdin, args, env } = inputs;
  const given = Object.entries({ packages, files, stdin, args, env }).filter(([, value]) => value !== undefined);
  try {
    return parsePayload({ vitrine: payloadVersion, language: wanted, sources, ...Object.fromEntries(given) });
  } catch (error) {
    const { message, details } = error as { message: string; details: Record<string, unknown> };
    throw unusableInput(message, details);
  }
}

const mainNames: ReadonlyMap<string, string> = new Map([
  ["python", "main.py"],
  ["javascript", "main.js"],
  ["typescript", "main.ts"],
]);

const otherLanguages: ReadonlySet<string | null> = new Set(["javascript", "typescript"]);

/** Python, unless the reply has none and has another language that runs. */
function languageOfReply(markdown: string): string {
  const blocks = extractCode(markdown).filter(({ code }) => code.trim() !== "");
  if (blocks.some(({ language, code }) => language === "python" || (language === null && looksLikePython(code)))) return "python";
  return blocks.find(({ language }) => otherLanguages.has(language))?.language ?? "python";
}

function sourcesOfCode(code: string | Source[] | undefined, language: string): Source[] {
  if (Array.isArray(code)) return code;
  if (typeof code !== "string") throw notText("code", code);
  if (code.trim() === "") throw nothingToRun(language, []);
  return [{ name: mainNames.get(language) ?? "main", code }];
}

function sourcesOfMarkdown(markdown: string, language: string): Source[] {
  const blocks = extractCode(markdown).filter(({ code }) => code.trim() !== "");
  let chosen = blocks.filter((block) => block.language === language);
  if (chosen.length === 0 && language === "python") chosen = blocks.filter((block) => block.language === null && looksLikePython(block.code));
  if (chosen.length === 0) throw nothingToRun(language, [...new Set(blocks.map((block) => block.language ?? "unlabelled"))]);
  return chosen.map(({ name, code }) => ({ name, code }));
}
