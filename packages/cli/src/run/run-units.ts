import { randomUUID } from "node:crypto";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { defaultLimits, type Limits, type VitrineError } from "@vitrine/protocol";
import { distributions } from "@vitrine/sdk/distributions";
import { type FailureParts, failedResult } from "./failed-result.ts";
import { HeadlessPage, type PageOutcome, type PageRun } from "./headless-page.ts";
import type { HeadlessPages } from "./headless-pages.ts";
import type { TextSink } from "./held-text.ts";
import type { RunRequest } from "./parse-request.ts";
import type { Program } from "./read-program.ts";

/** What came of one program. */
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

/** One program to run, or why it could not be read. */
export interface Unit {
  program: Program | VitrineError;
  /** Folder of this program alone, for what the page sends. */
  scratch: string;
  /** Where printed text goes as it comes. */
  onText: TextSink | undefined;
  /** Told the outcome, once; what comes later is not heard. */
  settle: (outcome: Outcome | Promise<never>) => void;
}

export interface UnitsRun {
  /** Those of one page, in order. */
  units: Unit[];
  request: RunRequest;
  /** Text of --stdin. */
  stdin: string | undefined;
  pages: HeadlessPages;
}

/** Room for downloading packages and the like, beside the run's own deadlines. */
const guardSlack = 60_000;

/** Runs programs one after another in a page, and in another where that is lost. Never rejects for what is in a program or what it does. */
export async function runUnits({ units, request, stdin, pages }: UnitsRun): Promise<void> {
  const limits = request.timeoutMs === undefined ? {} : { runMs: request.timeoutMs };
  const distribution = distributions.includes(request.distribution) ? request.distribution.name : request.distribution;
  let page: HeadlessPage | undefined;
  try {
    for (const unit of units) {
      await mkdir(unit.scratch, { recursive: true });
      if (unit.program instanceof Error) {
        unit.settle(await failed(request, unit, 2, { status: "error", ...namedParts(unit.program) }));
        continue;
      }
      const opened = page ?? (await pages.open({ distribution, language: unit.program.language, limits, images: "served", session: request.blocks === "session" ? { language: unit.program.language, env: request.env } : null }));
      page = opened instanceof HeadlessPage ? opened : undefined;
      const pictures: Outcome["pictures"] = new Map();
      const answer = opened instanceof HeadlessPage ? await opened.run(await pageRun({ unit, program: unit.program, request, stdin, limits, pictures })) : opened;
      if ("lost" in answer) {
        await page?.close();
        page = undefined;
      }
      unit.settle(await outcomeOf(request, unit, answer, pictures));
    }
  } finally {
    await page?.close();
  }
}

async function outcomeOf(request: RunRequest, unit: Unit, answer: PageOutcome, pictures: Outcome["pictures"]): Promise<Outcome> {
  if ("lost" in answer) return failed(request, unit, 1, { status: "crashed", code: "WORKER_CRASHED", name: "PageLost", message: answer.lost, fix: "Run it again; if it happens again, use less memory or smaller outputs." });
  if ("failure" in answer) return failed(request, unit, 2, { status: "error", name: "VitrineError", ...answer.failure });
  return { code: answer.status === "ok" ? 0 : 1, resultPath: resultPath(unit), pictures, undrawn: answer.undrawn };
}

async function failed({ language, distribution }: RunRequest, unit: Unit, code: 1 | 2, parts: Omit<FailureParts, "language" | "distribution">): Promise<Outcome> {
  await writeFile(resultPath(unit), JSON.stringify(failedResult({ ...parts, language, distribution: distribution.name })));
  return { code, resultPath: resultPath(unit), pictures: new Map(), undrawn: [] };
}

const namedParts = ({ code, name, message, fix }: VitrineError) => ({ code, name, message, fix });
const resultPath = ({ scratch }: Unit): string => join(scratch, "result.json");

interface UnitRun {
  unit: Unit;
  program: Program;
  request: RunRequest;
  stdin: string | undefined;
  limits: Partial<Limits>;
  pictures: Outcome["pictures"];
}

async function pageRun({ unit, program, request, stdin, limits, pictures }: UnitRun): Promise<PageRun> {
  const secret = randomUUID();
  const { bootMs, installMs, runMs } = { ...defaultLimits, ...limits };
  const mounted = await mountedFiles(request, program, unit.scratch);
  // The module's name is its first argument.
  const code = program.module === undefined ? program.sources : [{ name: basename(program.module), code: "" }];
  return {
    job: {
      program: { language: program.language, code, ...openDirectories(request, program), packages: request.packages, stdin: stdin ?? program.stdin ?? "", args: request.args, env: request.env, profile: request.profile },
      mounts: mounted.map(({ host, guest }, index) => (host === null ? { path: `${guest}/`, url: null } : { path: guest, url: `/parcels/${secret}/mount-${index}` })),
      moduleUrl: program.module === undefined ? null : `/parcels/${secret}/module`,
      live: unit.onText !== undefined,
    },
    drawing: request.out !== undefined ? "pictures" : request.draw ? "everything" : "nothing",
    onText: unit.onText ?? (() => {}),
    parcel: {
      offered: new Map([...mounted.flatMap(({ host }, index) => (host === null ? [] : [[`mount-${index}`, host] as const])), ...(program.module === undefined ? [] : [["module", resolve(program.module)] as const])]),
      accept(name) {
        if (name === "result") return resultPath(unit);
        const [, index] = /^picture-(\d{1,4})$/.exec(name) ?? [];
        if (index === undefined) return undefined;
        const path = join(unit.scratch, `${name}.png`);
        pictures.set(Number(index), path);
        return path;
      },
    },
    secret,
    guardMs: bootMs + installMs + runMs + guardSlack,
  };
}

/** What a program finds open. A module that is given no folder and no file, and of which none is kept, finds nothing, as with other runners; `{}`: the default. */
function openDirectories({ directories, mounts, out }: RunRequest, { language, files }: Program): { directories?: string[] } {
  const isModule = language === "wasi" || language === "wat";
  const hasFiles = mounts.length > 0 || Object.keys(files).length > 0 || out !== undefined;
  return directories.length === 0 && (hasFiles || !isModule) ? {} : { directories: directories.map(({ guest }) => guest) };
}

/** A file, or an empty folder, which only modules' own files can hold. */
interface Mounted {
  host: string | null;
  guest: string;
}

/** The reply's own files, written down so that the page can fetch them, and those of --file, which win. */
async function mountedFiles({ mounts, directories }: RunRequest, { files, language }: Program, scratch: string): Promise<Mounted[]> {
  const own = Object.entries(files).map(async ([guest, text], index) => {
    const host = join(scratch, `mount-${index}`);
    await writeFile(host, text);
    return { host, guest };
  });
  const asked = mounts.map(({ host, guest }) => ({ host: resolve(host), guest }));
  const inFolders = await Promise.all(directories.map((folder) => filesOf(folder, language === "wasi" || language === "wat")));
  return [...new Map([...(await Promise.all(own)), ...inFolders.flat(), ...asked].map((mount) => [mount.guest, mount])).values()];
}

/** The files of a folder, by paths from the guest's root, links followed; with `empty`, its empty folders, too. */
async function filesOf({ host, guest }: RunRequest["directories"][number], empty: boolean): Promise<Mounted[]> {
  const entries = await readdir(host, { recursive: true, withFileTypes: true });
  const parents = new Set(entries.map(({ parentPath }) => resolve(parentPath)));
  const found = entries.map(async (entry): Promise<Mounted[]> => {
    const path = join(entry.parentPath, entry.name);
    const place = [...guest.split("/"), ...relative(host, path).split(sep)].filter((part) => part !== "" && part !== ".").join("/");
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await stat(path).catch(() => undefined))?.isFile());
    if (isFile) return [{ host: resolve(path), guest: place }];
    return empty && entry.isDirectory() && !parents.has(resolve(path)) ? [{ host: null, guest: place }] : [];
  });
  return (await Promise.all(found)).flat();
}
