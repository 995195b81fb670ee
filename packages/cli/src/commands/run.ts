import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findDistribution } from "@vitrine/sdk/distributions";
import { baseNames } from "../run/base-names.ts";
import { findAssets } from "../run/find-assets.ts";
import { HeadlessPages } from "../run/headless-pages.ts";
import { HeldText } from "../run/held-text.ts";
import { Interruption } from "../run/interruption.ts";
import { misuse } from "../run/misuse.ts";
import { parseRequest, type RunRequest } from "../run/parse-request.ts";
import { pooled } from "../run/pooled.ts";
import { printJson } from "../run/print-json.ts";
import { passText, printText } from "../run/print-text.ts";
import { readText } from "../run/read-program.ts";
import { type Outcome, runFile } from "../run/run-file.ts";
import { runHelp } from "../run/run-help.ts";
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
    cdnProbe: findDistribution(request.distribution).files.loader.url,
    executable: request.browser,
    onWarning: (text) => process.stderr.write(`${text}\n`),
  });
  try {
    const work = runAll(request, pages, scratch, interruption.signal);
    return await Promise.race([work, interruption.happened]);
  } finally {
    await pages.close();
    await rm(scratch, { recursive: true, force: true });
    interruption.stop();
  }
}

/** Runs every FILE and prints in their order. Gives the highest exit code. */
async function runAll(request: RunRequest, pages: HeadlessPages, scratch: string, signal: AbortSignal): Promise<number> {
  const stdin = request.stdin === undefined ? undefined : await readText(request.stdin);
  await pages.start();
  const texts = request.files.map(() => new HeldText());
  const outcomes = pooled(request.files, request.jobs, async (file, index) => {
    signal.throwIfAborted();
    return runFile({ file, request, stdin, pages, scratch: join(scratch, String(index)), onText: request.json ? undefined : texts[index]!.push });
  });
  // Those behind the one that is waited for may fail first.
  for (const outcome of outcomes) outcome.catch(() => {});
  const names = baseNames(request.files);
  let code = 0;
  let saveable = false;
  for (const [index, file] of request.files.entries()) {
    if (!request.json) {
      if (request.files.length > 1) process.stderr.write(`${index > 0 ? "\n" : ""}${file}\n`);
      texts[index]!.flow(passText);
    }
    const outcome = await outcomes[index]!;
    signal.throwIfAborted();
    saveable = (await report(request, file, names[index]!, outcome)) || saveable;
    await rm(join(scratch, String(index)), { recursive: true, force: true });
    code = Math.max(code, outcome.code);
  }
  if (saveable && request.out === undefined && !request.json) process.stderr.write("Add --out DIR to save figures, tables, pictures and files.\n");
  return code;
}

/** Prints and saves one result. Gives whether there is something that --out would save. */
async function report({ json, out, files }: RunRequest, file: string, name: string, { resultPath, pictures, undrawn }: Outcome): Promise<boolean> {
  if (json) await printJson(file, resultPath);
  if (json && out === undefined) return false;
  const result = JSON.parse(await readFile(resultPath, "utf8")) as EncodedResult;
  const saved = out === undefined ? undefined : await saveResult(result, { folder: out, name, filesFolder: files.length > 1 ? join("files", name) : "files", pictures });
  for (const problem of undrawn) process.stderr.write(`${problem}\n`);
  return !json && printText(result, saved);
}

async function checkMounts({ mounts }: RunRequest): Promise<void> {
  for (const { host } of mounts) {
    const found = await stat(host).catch(() => undefined);
    if (!found?.isFile()) throw misuse(`--file ${host} is not a file.`, "Name a file that exists; mount the files of a folder one by one.");
  }
}
