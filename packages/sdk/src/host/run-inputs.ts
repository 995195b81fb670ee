import { type Json, parsePayload, type Payload, type RunInputs, type Source } from "@vitrine/protocol";
import type { GuestFunction } from "./define.ts";
import { invalidArgument, languageUnsupported } from "./failures.ts";
import { type FileContent, type FileInput, readFiles } from "./run-files.ts";

/** One program: its code, and what it is run with. */
export interface RunOptions {
  /** Default: python. */
  language?: string;
  /** One source, or several that are one program. Of WASI a module's base64, of WAT its text. */
  code?: string | Source[];
  /** With language "wasi", in the place of code: the module's bytes, or a URL to fetch them from. */
  module?: FileContent;
  /** Requirements to install before the run, such as "pandas" or "plotly==6.5.2". Imports are found without it. */
  packages?: string[];
  /** Files to mount: path → content, or a URL to fetch it from, or { content, readOnly }. Relative paths lie in the working directory. */
  files?: Record<string, FileInput>;
  /** Directories that a WASI program finds open, with their files in `files`. Default: "/", with all of them; an empty list: none. */
  directories?: (string | { path: string; readOnly?: boolean })[];
  stdin?: string;
  /** sys.argv[1:] */
  args?: string[];
  env?: Record<string, string>;
  /** Variables that a program of Python, JavaScript or TypeScript finds: name → JSON. */
  variables?: Record<string, Json>;
  /** Functions of `sandbox.define` that a Python program may call by these names. Each run that calls one has it in an interpreter of its own. */
  functions?: Record<string, Pick<GuestFunction, "definition">>;
  /** Fixes all chance: hashing, `random` and what asks the system for random bytes. 0 … 2³²-1. */
  seed?: number;
  /** Fixes chance and the clock: `seed` as above, and what the program's clock says as it starts (milliseconds since 1970, default 0), from where it goes on by what the program waits for. */
  deterministic?: { seed?: number; epoch?: number };
  /**
   * Asked for a line when the program calls input() and `stdin` is used up, or reads sys.stdin and no `stdin` was given; null ends the input. Works where the engine has JSPI or the page
   * is cross-origin isolated; elsewhere input() raises EOFError.
   */
  onInput?: OnInput;
  /** Has the result tell where the time went (`result.profile`, and two outputs: a table and a flame chart). */
  profile?: boolean;
}

/** `prompt` is the program's own text. */
export type OnInput = (prompt: string) => string | null | Promise<string | null>;

/** What a program is called that has no name: its language's usual one. */
const mainNames: Record<string, string> = { python: "main.py", javascript: "main.js", typescript: "main.ts", wasi: "main.wasm", wat: "main.wat" };

/** What a module that is fetched may weigh; the worker has the same cap for all. */
const moduleBytes = 50 * 1024 * 1024;

/** Makes a payload or options into what the kernel takes, for a sandbox that runs these languages; files from URLs are at most `fileBytes`. Throws LANGUAGE_UNSUPPORTED, INVALID_ARGUMENT or FILE_UNAVAILABLE. */
export async function readRunInputs(program: Payload | RunOptions, languages: readonly string[], fileBytes?: number): Promise<RunInputs> {
  const options: RunOptions = "vitrine" in program ? optionsOf(parsePayload(program)) : program;
  const { language = "python", module, code = module === undefined ? undefined : [], directories, packages = [], files = {}, stdin = "", args = [], env = {}, deterministic, onInput, variables = {}, functions = {}, profile = false } = options;
  const seed = options.seed ?? deterministic?.seed ?? (deterministic ? 0 : null);
  const epoch = deterministic ? (deterministic.epoch ?? 0) : null;
  if (!languages.includes(language)) throw languageUnsupported(language, languages);
  const sources = typeof code === "string" ? [{ name: mainNames[language] ?? "main", code }] : code;
  if (!Array.isArray(sources) || (sources.length === 0 && module === undefined) || !sources.every(isSource)) throw invalidArgument("`code` is neither text nor a list of { name, code }.", "Pass the program's text as `code`.");
  const isModule = language === "wasi" || language === "wat";
  demand(module === undefined || language === "wasi", "module", "given with language \"wasi\" alone");
  const opened = Array.isArray(directories) ? directories.map((each) => (typeof each === "string" ? { path: each, readOnly: false } : { readOnly: false, ...each })) : [];
  demand((directories === undefined || Array.isArray(directories)) && opened.every(({ path, readOnly }) => typeof path === "string" && path !== "" && !path.includes("\0") && typeof readOnly === "boolean"), "directories", "a list of paths, or of { path, readOnly }");
  demand(isTextList(packages), "packages", "a list of requirements");
  demand(isTextList(args), "args", "a list of texts");
  demand(typeof stdin === "string", "stdin", "text");
  demand(isTextRecord(env), "env", "an object of texts");
  demand(seed === null || (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32), "seed", "an integer from 0 to 2³²-1");
  demand(epoch === null || (Number.isFinite(epoch) && Math.abs(epoch) <= 8.64e15), "deterministic.epoch", "milliseconds since 1970");
  demand(onInput === undefined || typeof onInput === "function", "onInput", "a function");
  demand(typeof profile === "boolean", "profile", "true or false");
  const given = readVariables(variables, language);
  const called = Object.keys(functions).length === 0 ? [] : (await import("./guest-functions.ts")).readFunctions(functions, language, languages);
  const [mounted, fetched, offered] = await Promise.all([readFiles(files, fileBytes, isModule), module === undefined ? null : readFiles({ module }, moduleBytes), called]);
  return { language, sources: uniquelyNamed(sources), module: fetched?.[0]!.bytes ?? null, packages, files: mounted, directories: directories === undefined ? null : opened.map(({ path, readOnly }) => ({ path, readOnly })), stdin, args, env, seed, epoch, interactive: onInput !== undefined, variables: given, functions: offered, profile };
}

const optionsOf = ({ vitrine: _, sources, ...rest }: Payload): RunOptions => ({ ...rest, code: sources });

const isSource = (value: unknown): value is Source =>
  typeof value === "object" && value !== null && typeof (value as Source).name === "string" && typeof (value as Source).code === "string";
const isTextList = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === "string");
const isTextRecord = (value: unknown) => typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === "string");

/** What a variable or function may be called in every language. */
export const isName = (name: string): boolean => /^[A-Za-z_]\w{0,63}$/.test(name) && !name.startsWith("__");

/** As JSON text. Throws INVALID_ARGUMENT. */
function readVariables(variables: Record<string, Json>, language: string): Record<string, string> {
  const texts = Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value) as string | undefined] as const);
  demand(texts.length === 0 || !["wasi", "wat"].includes(language), "variables", "given with a language that has some");
  demand(texts.every(([name, text]) => isName(name) && text !== undefined), "variables", "an object of JSON, whose names are letters, digits and _");
  return Object.fromEntries(texts as [string, string][]);
}

function demand(holds: boolean, option: string, expected: string): void {
  if (!holds) throw invalidArgument(`\`${option}\` is not ${expected}.`, `Pass ${expected} as \`${option}\`.`, { option });
}

/** Tracebacks find a source by its name, so two may not share one. */
function uniquelyNamed(sources: Source[]): Source[] {
  const seen = new Map<string, number>();
  return sources.map(({ name, code }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, code };
  });
}
