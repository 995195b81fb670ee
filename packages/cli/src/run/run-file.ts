import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { defaultLimits, type RunResult } from "@vitrine/protocol";
import { type FailureParts, failedResult } from "./failed-result.ts";
import type { HeadlessPages } from "./headless-pages.ts";
import type { TextSink } from "./held-text.ts";
import { isVitrineError } from "./misuse.ts";
import type { RunRequest } from "./parse-request.ts";
import { type Program, readProgram } from "./read-program.ts";

/** What came of one FILE. */
export interface Outcome {
  /** 0: it ended well. 1: it did not. 2: it could not be run. */
  code: 0 | 1 | 2;
  /** Path of the result's JSON, with bytes as base64. */
  resultPath: string;
  /** Paths of the pictures of figures, by the output's index. */
  pictures: Map<number, string>;
  /** What could not be drawn, in words. */
  undrawn: string[];
}

export interface FileRun {
  file: string;
  request: RunRequest;
  /** Text of --stdin. */
  stdin: string | undefined;
  pages: HeadlessPages;
  /** Folder of this file alone, for what the page sends. */
  scratch: string;
  /** Where printed text goes as it comes. */
  onText: TextSink | undefined;
}

/** Room for opening the page, downloading the runtime and drawing pictures, beside the run's own deadlines. */
const guardSlack = 60_000;

/** Runs one FILE in a page of its own. Never rejects for what is in the file or what it does. */
export async function runFile(run: FileRun): Promise<Outcome> {
  const resultPath = join(run.scratch, "result.json");
  const pictures = new Map<number, string>();
  const { language, distribution } = run.request;
  const failed = async (code: 1 | 2, parts: Omit<FailureParts, "language" | "distribution">): Promise<Outcome> => {
    const result: RunResult = failedResult({ ...parts, language, distribution });
    await writeFile(resultPath, JSON.stringify(result));
    return { code, resultPath, pictures, undrawn: [] };
  };
  await mkdir(run.scratch, { recursive: true });
  try {
    const answer = await askPage(run, await readProgram(run.file, language), resultPath, pictures);
    if ("lost" in answer) return await failed(1, { status: "crashed", code: "WORKER_CRASHED", name: "PageLost", message: answer.lost, fix: "Run it again; if it happens again, use less memory or smaller outputs." });
    if ("failure" in answer) return await failed(2, { status: "error", name: "VitrineError", ...answer.failure });
    return { code: answer.status === "ok" ? 0 : 1, resultPath, pictures, undrawn: answer.undrawn };
  } catch (error) {
    if (!isVitrineError(error)) throw error;
    return failed(2, { status: "error", code: error.code, name: error.name, message: error.message, fix: error.fix });
  }
}

async function askPage({ request, stdin, pages, scratch, onText }: FileRun, program: Program, resultPath: string, pictures: Outcome["pictures"]) {
  const secret = randomUUID();
  const limits = request.timeoutMs === undefined ? {} : { runMs: request.timeoutMs };
  const { bootMs, installMs, runMs } = { ...defaultLimits, ...limits };
  const mounted = await mountedFiles(request, program, scratch);
  return pages.run({
    job: {
      distribution: request.distribution,
      limits,
      program: { language: program.language, code: program.sources, packages: request.packages, stdin: stdin ?? program.stdin ?? "", args: request.args, env: request.env },
      mounts: mounted.map(({ guest }, index) => ({ path: guest, url: `/parcels/${secret}/mount-${index}` })),
      live: onText !== undefined,
    },
    pictures: request.out !== undefined,
    onText: onText ?? (() => {}),
    parcel: {
      offered: new Map(mounted.map(({ host }, index) => [`mount-${index}`, host])),
      accept(name) {
        if (name === "result") return resultPath;
        const [, index] = /^picture-(\d{1,4})$/.exec(name) ?? [];
        if (index === undefined) return undefined;
        const path = join(scratch, `${name}.png`);
        pictures.set(Number(index), path);
        return path;
      },
    },
    secret,
    guardMs: bootMs + installMs + runMs + guardSlack,
  });
}

/** The reply's own files, written down so that the page can fetch them, and those of --file, which win. */
async function mountedFiles({ mounts }: RunRequest, { files }: Program, scratch: string): Promise<RunRequest["mounts"]> {
  const own = Object.entries(files).map(async ([guest, text], index) => {
    const host = join(scratch, `mount-${index}`);
    await writeFile(host, text);
    return { host, guest };
  });
  const asked = mounts.map(({ host, guest }) => ({ host: resolve(host), guest }));
  return [...new Map([...(await Promise.all(own)), ...asked].map((mount) => [mount.guest, mount])).values()];
}
