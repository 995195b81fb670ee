import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Distribution } from "@vitrine/protocol";
import { defaultDistribution } from "@vitrine/sdk/distributions";
import { misuse } from "./misuse.ts";
import { namedDistribution } from "./named-distribution.ts";
import type { BlockMode } from "./read-program.ts";

/** What `vitrine run` was asked for. */
export interface RunRequest {
  /** As given; "-" is standard input. */
  files: string[];
  language: string;
  blocks: BlockMode;
  distribution: Distribution;
  packages: string[];
  mounts: { host: string; guest: string }[];
  /** Folders whose files are mounted, and which a WASI program finds open. */
  directories: { host: string; guest: string }[];
  /** Path of the file for standard input; "-": this command's own. */
  stdin: string | undefined;
  args: string[];
  env: Record<string, string>;
  timeoutMs: number | undefined;
  json: boolean;
  draw: boolean;
  /** Whether the programs are to tell where the time went. */
  profile: boolean;
  out: string | undefined;
  assets: string | undefined;
  browser: string | undefined;
  jobs: number;
}

const options = {
  language: { type: "string" },
  blocks: { type: "string", default: "together" },
  distribution: { type: "string", default: defaultDistribution.name },
  packages: { type: "string", multiple: true },
  file: { type: "string", multiple: true },
  dir: { type: "string", multiple: true },
  stdin: { type: "string" },
  args: { type: "string", multiple: true },
  env: { type: "string", multiple: true },
  timeout: { type: "string" },
  json: { type: "boolean", default: false },
  draw: { type: "boolean", default: false },
  profile: { type: "boolean", default: false },
  out: { type: "string" },
  assets: { type: "string" },
  browser: { type: "string" },
  jobs: { type: "string", default: "2" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads the command line. "help" where that is asked. Throws INVALID_ARGUMENT or DISTRIBUTION_UNKNOWN. */
export function parseRequest(argv: string[]): RunRequest | "help" {
  const { values, positionals: files } = parse(argv);
  if (values.help) return "help";
  if (files.length === 0) throw misuse("vitrine run was given no file.", "Name the files to run, such as: vitrine run reply.md");
  const ownInput = [...files, values.stdin].filter((path) => path === "-");
  if (ownInput.length > 1) throw misuse("Standard input was asked for more than once.", "Use - once: as a FILE or for --stdin.");
  const distribution = namedDistribution(values.distribution);
  const usual = distribution.runtime === "interpreter" ? distribution.languages[0]! : "python";
  return {
    files,
    language: (values.language ?? usual).toLowerCase(),
    blocks: blockMode(values.blocks),
    distribution,
    packages: (values.packages ?? []).flatMap((list) => list.split(",")).flatMap((name) => name.trim() || []),
    mounts: (values.file ?? []).map(readMount),
    directories: (values.dir ?? []).map(readDirectory),
    stdin: values.stdin,
    args: values.args ?? [],
    env: Object.fromEntries((values.env ?? []).map(readVariable)),
    timeoutMs: values.timeout === undefined ? undefined : wholeNumber("--timeout", values.timeout),
    json: values.json,
    draw: values.draw,
    profile: values.profile,
    out: values.out,
    assets: values.assets,
    browser: values.browser,
    jobs: wholeNumber("--jobs", values.jobs),
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options });
  } catch (cause) {
    throw misuse(cause instanceof Error ? cause.message : String(cause), undefined, cause);
  }
}

function blockMode(text: string): BlockMode {
  if (text === "together" || text === "apart" || text === "session") return text;
  throw misuse(`--blocks ${text} is not a way to run blocks.`, "Write --blocks together, apart or session.");
}

/** `host:guest`, or `host` alone; `C:\data.csv` is a path with a drive. */
function readMount(text: string): RunRequest["mounts"][number] {
  const colon = text.lastIndexOf(":");
  const separates = colon > 0 && !/^[A-Za-z]:[\\/][^:]*$/.test(text);
  const host = separates ? text.slice(0, colon) : text;
  const guest = separates ? text.slice(colon + 1) : basename(text);
  if (host === "" || guest === "") throw misuse(`--file ${text} does not name a file and its place in the run.`, "Write --file HOST:GUEST, such as --file sales.csv:data/sales.csv");
  return { host, guest };
}

/** `host:guest`, also written `host::guest`; or one name for both. */
function readDirectory(text: string): RunRequest["directories"][number] {
  const [, host = text, guest = text] = /^(.+?)::?(.+)$/.exec(text) ?? [];
  if (text === "") throw misuse("--dir names no folder.", "Write --dir HOST:GUEST, such as --dir data:/data");
  return { host, guest };
}

function readVariable(text: string): [string, string] {
  const equals = text.indexOf("=");
  if (equals < 1) throw misuse(`--env ${text} is not a variable with a value.`, "Write --env NAME=VALUE.");
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) throw misuse(`${option} ${text} is not a whole number from 1 up.`, `Write ${option} and a number.`);
  return Number(text);
}
