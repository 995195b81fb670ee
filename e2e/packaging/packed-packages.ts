import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A folder outside of the workspace in which packages are installed as from a registry. */
export interface Project {
  folder: string;
  /** Runs a command in it; rejects with what it printed. */
  run(command: string, ...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Packs every published package and installs these, with other dependencies in the catalog's versions, in a fresh folder. pnpm takes what it has from its store, and fetches only
 * what was never installed here.
 */
export async function installPacked(dependencies: readonly string[], devDependencies: readonly string[]): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), "vitrine-newcomer-"));
  const run = runIn(folder);
  const tarballs = await pack(join(folder, "tarballs"));
  const catalog = await readFile(`${root}pnpm-workspace.yaml`, "utf8");
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, tarballs[name] ?? new RegExp(`^ {2}"?${name}"?: (.*)$`, "m").exec(catalog)![1]]));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "newcomer", private: true, type: "module", dependencies: versions(dependencies), devDependencies: versions(devDependencies) }, null, 2));
  // The packages name each other by version; nothing of theirs is in a registry yet.
  await writeFile(join(folder, "pnpm-workspace.yaml"), `overrides: ${JSON.stringify(tarballs)}\nconfirmModulesPurge: false\npmOnFail: ignore\n`);
  await pnpm(run, "install", "--prefer-offline", "--ignore-scripts", "--no-frozen-lockfile");
  return { folder, run, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Name → tarball, of every package that is published. */
async function pack(target: string): Promise<Record<string, string>> {
  await pnpm(runIn(root), "--recursive", "--filter", "./packages/*", "pack", "--pack-destination", target);
  const folders = (await readdir(`${root}packages`)).filter((folder) => existsSync(`${root}packages/${folder}/package.json`));
  const manifests = await Promise.all(folders.map(async (folder) => JSON.parse(await readFile(`${root}packages/${folder}/package.json`, "utf8")) as { name: string; version: string; private?: boolean }));
  return Object.fromEntries(manifests.filter((each) => !each.private).map(({ name, version }) => [name, `file:${target}/${name.replace("@", "").replace("/", "-")}-${version}.tgz`]));
}

function runIn(cwd: string): Project["run"] {
  return async (command, ...args) => {
    try {
      return (await promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024, shell: process.platform === "win32" })).stdout;
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
    }
  };
}

/** The pnpm that package.json pins, as scripts/ensure-workspace.mjs starts it. */
async function pnpm(run: Project["run"], ...args: string[]): Promise<void> {
  const { packageManager } = JSON.parse(await readFile(`${root}package.json`, "utf8")) as { packageManager: string };
  await run("npx", "-y", packageManager, ...args);
}
