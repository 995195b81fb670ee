import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Distribution } from "@vitrine/protocol";
import { distributions as allDistributions, findDistribution, viewAssets } from "@vitrine/sdk/distributions";
import { type AssetRecord, type MissingAsset, readAssetsJson, readRecords, type Substitute, writeAssetsJson } from "./assets-json.ts";
import { copyBuildFile, readBuildFiles } from "./build-files.ts";
import { type Collector, createCollector } from "./collector.ts";
import { gatherPackages } from "./gather-packages.ts";
import { readLock } from "./lock.ts";
import { housedPackages } from "./housed-packages.ts";
import { createScratch } from "./scratch.ts";
import { writeSimpleIndex } from "./simple-index.ts";
import { createSuppliers } from "./sources/create-suppliers.ts";
import type { Supplier, WantedFile } from "./supplier.ts";
import { survey } from "./survey.ts";
import { type MissingFile, unavailable } from "./unavailable.ts";
import { normalizeName } from "./wheel-metadata.ts";
import { sweepPartials } from "./write-whole.ts";

/** What a directory gets when nothing is asked for. Of these, what no source here has is only reported. */
export const defaultPackages: readonly string[] = ["numpy", "pandas", "plotly", "micropip", "sympy", "networkx", "requests", "jinja2"];

export interface GatherOptions {
  /** The directory to fill; made when it is not there. */
  directory: string;
  /** Names or data of distributions. Default: all but interpreters, which few pages need. */
  distributions?: readonly (string | Distribution)[];
  /** Packages to bring, with all that they need. Default: `defaultPackages`, of which missing ones are no error. */
  packages?: readonly string[];
  /** Copies vitrine.js and frame.html too (default). */
  includeBuild?: boolean;
  onProgress?: (progress: AssetProgress) => void;
  signal?: AbortSignal;
  /** Replaces every source. For tests. */
  suppliers?: readonly Supplier[];
}

export type AssetProgress =
  /** Something that takes a while begins. */
  | { type: "step"; text: string }
  /** A file is there. `kept`: it already was. `count` and `bytes` run over the whole call. */
  | { type: "file"; file: AssetRecord; kept: boolean; count: number; bytes: number };

export interface GatherResult {
  directory: string;
  /** Everything that stands in the directory now, as in assets.json. */
  files: AssetRecord[];
  /** How many files had to be written: 0 means that the directory was up to date. */
  written: number;
  /** Default packages that cannot be had here. */
  missing: MissingAsset[];
  substitutes: Substitute[];
}

/** Fills a directory with everything that self-hosting needs. Throws ASSET_UNAVAILABLE and DISTRIBUTION_UNKNOWN. */
export async function gatherAssets(options: GatherOptions): Promise<GatherResult> {
  const { includeBuild = true, onProgress = () => {}, signal } = options;
  const directory = resolve(options.directory);
  const chosen = options.distributions?.map((each) => (typeof each === "string" ? findDistribution(each) : each)) ?? allDistributions.filter(({ runtime }) => runtime !== "interpreter");
  const names = [...new Set((options.packages ?? defaultPackages).map(normalizeName))];
  // Read first: without the build there is no use in fetching the rest.
  const build = includeBuild ? await readBuildFiles() : [];
  await sweepPartials(directory);
  const earlier = await readRecords(directory);

  const total = { count: 0, bytes: 0, written: 0 };
  const onFile = (file: AssetRecord, kept: boolean): void => {
    total.count += 1;
    total.bytes += file.size;
    if (!kept) total.written += 1;
    onProgress({ type: "file", file, kept, count: total.count, bytes: total.bytes });
  };

  const scratch = createScratch();
  const missingFiles: MissingFile[] = [];
  const missing: MissingAsset[] = [];
  const substitutes: Substitute[] = [];
  try {
    for (const file of build) onFile(file.record, !(await copyBuildFile(directory, file)));
    const onStep = (text: string): void => onProgress({ type: "step", text });
    const suppliers = options.suppliers ?? createSuppliers({ scratch, onStep, signal });
    const collector = createCollector({ directory, suppliers, earlier, onFile });

    // Side by side, because most of the time is waiting; one after another inside, so that the result has one order.
    // All of them end before the scratch directory goes, also when one fails.
    const settled = await Promise.allSettled([
      gatherFiles(collector, Object.values(viewAssets)),
      ...chosen.map((distribution) => gatherDistribution(distribution, names, directory, collector)),
    ]);
    for (const outcome of settled) {
      if (outcome.status === "rejected") throw outcome.reason;
      missingFiles.push(...outcome.value.missingFiles);
      missing.push(...outcome.value.missing);
      substitutes.push(...outcome.value.substitutes);
    }

    const index = await writeSimpleIndex(directory);
    const own = chosen.flatMap(({ files }) => Object.values<WantedFile>(files)).map(({ path }) => dirname(path));
    const folders = [...new Set([...allDistributions.map(({ name }) => name), ...own, "plotly", "views", "wheels", "images"])];
    const found = await survey(directory, folders, collector.records, earlier);
    const files = [...build.map(({ record }) => record), ...found, ...index];
    const packages = await housedPackages(directory);
    const images = ((await readAssetsJson(directory))?.images ?? []).filter(({ file }) => found.some(({ path, sha256 }) => path === file.path && sha256 === file.sha256));
    await writeAssetsJson(directory, { files, packages, images, missing, substitutes });

    const fatal = options.packages === undefined ? [] : missing;
    if (missingFiles.length > 0 || fatal.length > 0) throw unavailable(missingFiles, fatal);
    return { directory, files, written: total.written, missing, substitutes };
  } finally {
    await scratch.dispose();
    await sweepPartials(directory);
  }
}

/** What one part of the work could not have, or had to replace. */
interface Shortfall {
  missingFiles: MissingFile[];
  missing: MissingAsset[];
  substitutes: Substitute[];
}

/** Gathers files that must be there. */
async function gatherFiles(collector: Collector, files: readonly WantedFile[]): Promise<Shortfall> {
  const missingFiles: MissingFile[] = [];
  for (const wanted of files) {
    const answer = await collector.obtain(wanted);
    if (Array.isArray(answer)) missingFiles.push({ path: wanted.path, sha256: wanted.sha256, tried: answer });
  }
  return { missingFiles, missing: [], substitutes: [] };
}

async function gatherDistribution(
  distribution: Distribution,
  names: readonly string[],
  directory: string,
  collector: Collector,
): Promise<Shortfall> {
  const core = await gatherFiles(collector, Object.values<WantedFile>(distribution.files));
  if (distribution.runtime !== "pyodide") return core;
  const { lock } = distribution.files;
  // Without its lock a distribution has no packages; the missing lock is reported by itself.
  if (!collector.records.has(lock.path)) return core;
  const packages = readLock(await readFile(join(directory, lock.path), "utf8"), distribution);
  return { ...core, ...(await gatherPackages({ directory, distribution, lock: packages, names, collector })) };
}
