import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AssetFile, VitrineError } from "@vitrine/protocol";
import { baseNames } from "../run/base-names.ts";
import { type AssetsPlace, findAssets } from "../run/find-assets.ts";
import { bringInterpreters } from "../run/bring-interpreters.ts";
import { HeadlessPages } from "../run/headless-pages.ts";
import { HeldText } from "../run/held-text.ts";
import { Interruption } from "../run/interruption.ts";
import { isVitrineError, misuse } from "../run/misuse.ts";
import { interpretersWith } from "../run/named-distribution.ts";
import { parseRequest, type RunRequest } from "../run/parse-request.ts";
import { pipedText } from "../run/piped-text.ts";
import { pooled } from "../run/pooled.ts";
import { printJson } from "../run/print-json.ts";
import { passText, printText } from "../run/print-text.ts";
import { type Program, readPrograms, readText } from "../run/read-program.ts";
import { runHelp } from "../run/run-help.ts";
import { type Outcome, runUnits, type Unit } from "../run/run-units.ts";
import { type EncodedResult, saveResult } from "../run/save-result.ts";

/** The command `vitrine run`. Gives the exit code; a VitrineError goes through to the caller. */
export async function runCommand(argv: string[]): Promise<number> {
  const request = parseRequest(argv);
  if (request === "help") {
    process.stdout.write(runHelp);
    return 0;
  }
  const assets = findAssets(request.assets);
  await checkMounts(request);
  const interruption = new Interruption();
  const scratch = await mkdtemp(join(tmpdir(), "vitrine-run-"));
  const pages = new HeadlessPages({
    assets,
    cdnProbe: Object.values<AssetFile>(request.distribution.files)[0]!.url,
    executable: request.browser,
    onWarning: (text) => process.stderr.write(`${text}\n`),
  });
  try {
    const work = runAll(request, { pages, assets, scratch, signal: interruption.signal });
    return await Promise.race([work, interruption.happened]);
  } finally {
    await pages.close();
    await rm(scratch, { recursive: true, force: true });
    interruption.stop();
  }
}

/** One program as it is told of. */
interface Told {
  file: string;
  /** Its place in its file, where blocks are apart. */
  block: Program["block"];
  text: HeldText;
  outcome: Promise<Outcome>;
  unit: Unit;
}

/** Runs everything and prints in order. Gives the highest exit code. */
async function runAll(request: RunRequest, { pages, assets, scratch, signal }: { pages: HeadlessPages; assets: AssetsPlace; scratch: string; signal: AbortSignal }): Promise<number> {
  const stdin = request.stdin === undefined ? await shellInput(request) : await readText(request.stdin);
  const files = await Promise.all(request.files.map((file) => readUnits(file, request)));
  const all = files.map((programs, index) => programs.map((program, place) => told(request, request.files[index]!, program, join(scratch, `${index}-${place}`))));
  const languages = new Set(files.flat().flatMap((program) => ("language" in program ? [program.language] : [])));
  await bringInterpreters(languages, interpretersWith(request.distribution), assets, { signal, say: (text) => process.stderr.write(`${text}\n`) });
  await pages.start();
  const groups = request.blocks === "session" ? all : all.flat().map((one) => [one]);
  const work = pooled(groups, request.jobs, async (group) => {
    signal.throwIfAborted();
    await runUnits({ units: group.map(({ unit }) => unit), request, stdin, pages });
  });
  for (const [index, ended] of work.entries()) {
    // What was settled before stays so.
    ended.catch((error: unknown) => groups[index]!.forEach(({ unit }) => unit.settle(Promise.reject(error))));
  }
  return tellAll(request, all, signal);
}

/** For one program that is not itself standard input. */
const shellInput = ({ files }: RunRequest) => (files.length === 1 && files[0] !== "-" ? pipedText() : undefined);

async function readUnits(file: string, { language, blocks, distribution }: RunRequest): Promise<(Program | VitrineError)[]> {
  try {
    return await readPrograms(file, language, blocks, interpretersWith(distribution));
  } catch (error) {
    if (isVitrineError(error)) return [error];
    throw error;
  }
}

function told(request: RunRequest, file: string, program: Program | VitrineError, scratch: string): Told {
  const text = new HeldText();
  let settle: Unit["settle"];
  const outcome = new Promise<Outcome>((resolve) => (settle = resolve));
  // Those behind the one that is waited for may fail first.
  outcome.catch(() => {});
  const block = "block" in program ? program.block : undefined;
  return { file, block, text, outcome, unit: { program, scratch, onText: request.json ? undefined : text.push, settle: settle! } };
}

async function tellAll(request: RunRequest, files: Told[][], signal: AbortSignal): Promise<number> {
  const names = baseNames(request.files);
  let code = 0;
  let saveable = false;
  for (const [index, programs] of files.entries()) {
    for (const [place, one] of programs.entries()) {
      if (!request.json) {
        const title = one.block ? `${one.file}, ${one.block.name}, line ${one.block.line}` : one.file;
        if (request.files.length > 1 || one.block) process.stderr.write(`${index + place > 0 ? "\n" : ""}${title}\n`);
        one.text.flow(passText);
      }
      const outcome = await one.outcome;
      signal.throwIfAborted();
      const name = one.block ? `${names[index]!}.block-${place + 1}` : names[index]!;
      saveable = (await tell(request, one, name, outcome)) || saveable;
      await rm(one.unit.scratch, { recursive: true, force: true });
      code = Math.max(code, outcome.code);
    }
  }
  if (saveable && request.out === undefined && !request.json) process.stderr.write("Add --out DIR to save figures, tables, pictures and files.\n");
  return code;
}

/** Prints and saves one result. Gives whether there is something that --out would save. */
async function tell({ json, out, draw, files }: RunRequest, { file, block }: Told, name: string, { resultPath, pictures, undrawn }: Outcome): Promise<boolean> {
  if (json) await printJson({ file, ...(block && { block }), ...(draw && { undrawn }) }, resultPath);
  if (json && out === undefined) return false;
  const result = JSON.parse(await readFile(resultPath, "utf8")) as EncodedResult;
  const filesFolder = files.length > 1 || block ? join("files", name) : "files";
  const saved = out === undefined ? undefined : await saveResult(result, { folder: out, name, filesFolder, pictures });
  for (const problem of undrawn) process.stderr.write(`${problem}\n`);
  return !json && printText(result, saved);
}

async function checkMounts({ mounts, directories }: RunRequest): Promise<void> {
  for (const { host } of directories) {
    const found = await stat(host).catch(() => undefined);
    if (!found?.isDirectory()) throw misuse(`--dir ${host} is not a folder.`, "Name a folder that exists.");
  }
  for (const { host } of mounts) {
    const found = await stat(host).catch(() => undefined);
    if (!found?.isFile()) throw misuse(`--file ${host} is not a file.`, "Name a file that exists; mount the files of a folder one by one.");
  }
}
