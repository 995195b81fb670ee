import { parsePayload } from "@vitrine/protocol";
import type { ContentBlock } from "./content-block.ts";

/** What a model sends when it calls `run_code`. `sandbox.run` takes it as it is. */
// No interface: what takes any record takes it too.
export type RunToolInput = {
  code: string;
  language?: string;
  packages?: string[];
  files?: Record<string, string>;
  stdin?: string;
};

/** What a model wrote as the tool's input: usable, or what to tell the model. */
export type ParsedToolInput = { ok: true; input: RunToolInput } | { ok: false; message: string; content: ContentBlock[] };

const keys = ["code", "language", "packages", "files", "stdin"] as const;
const known = `Its keys are ${keys.join(", ")}.`;

/** Most characters of the model's own words that an answer repeats. */
const quoted = (word: string): string => JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);

/** What is wrong with it, one sentence for each thing, with the key where it is one's. */
export function problemsOf(value: unknown, languages: readonly string[]): { message: string; path: PropertyKey[] }[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ message: `The input is no object. ${known}`, path: [] }];
  const fields = new Map<string, unknown>(Object.entries(value));
  const strange = [...fields.keys()].filter((key) => !keys.includes(key as (typeof keys)[number])).slice(0, 5);
  const problems = strange.map((key) => ({ message: `There is no key ${quoted(key)}. ${known}`, path: [key] as PropertyKey[] }));
  const code = fields.get("code");
  if (typeof code !== "string" || code.trim() === "") problems.push({ message: "`code` must be the text of a complete program.", path: ["code"] });
  const language = fields.get("language");
  if (language !== undefined && !languages.includes(language as string)) problems.push({ message: `\`language\` must be one of ${languages.join(", ")}.`, path: ["language"] });
  for (const key of ["packages", "files", "stdin"] as const) {
    const field = fields.get(key);
    const expected = field === undefined ? undefined : refusal(key, field);
    if (expected) problems.push({ message: `\`${key}\` must be ${expected}.`, path: [key] });
  }
  return problems;
}

/** What the payload's own guard would want in its place. */
function refusal(key: string, field: unknown): string | undefined {
  try {
    parsePayload({ vitrine: 1, language: "python", sources: [{ name: "main", code: "" }], [key]: field });
    return undefined;
  } catch (error) {
    const { expected } = (error as { details?: { expected?: unknown } }).details ?? {};
    return typeof expected === "string" ? expected : "something else";
  }
}

/** The input rebuilt from its known keys. Models send null for what they leave out. */
export function readToolInput(given: unknown, languages: readonly string[]): { input: RunToolInput } | { problems: { message: string; path: PropertyKey[] }[] } {
  let value = given;
  if (typeof value === "string") {
    // Some APIs hand arguments on as the JSON text that the model wrote.
    try {
      value = JSON.parse(value) as unknown;
    } catch {
      return { problems: [{ message: `The input is no JSON. Send an object. ${known}`, path: [] }] };
    }
  }
  const asked = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null && field !== undefined)) : value;
  const problems = problemsOf(asked, languages);
  return problems.length > 0 ? { problems } : { input: structured(asked as RunToolInput) };
}

const structured = (input: RunToolInput): RunToolInput => JSON.parse(JSON.stringify(input)) as RunToolInput;

/**
 * Reads what a model wrote as the tool's input: an object, or its JSON text. Never throws for it: where it cannot be run, `content` tells the model why, for the
 * tool's result. `languages`: those of the sandbox, default python.
 */
export function parseToolInput(input: unknown, { languages = ["python"] }: { languages?: readonly string[] } = {}): ParsedToolInput {
  const read = readToolInput(input, languages);
  if ("input" in read) return { ok: true, input: read.input };
  const message = read.problems.map((problem) => problem.message).join(" ");
  return { ok: false, message, content: [{ type: "text", text: `status: error (the call was refused; nothing ran)\nerror: ${message}\nfix: Call run_code again with input that fits its schema.` }] };
}
