import { mkdir, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import type { Scratch } from "../scratch.ts";
import { sha256 } from "../sha256.ts";

/** One version of one Debian package. */
export interface DebianPackage {
  package: string;
  version: string;
  /** SHA-256 of the .deb, as in Debian's signed package lists. */
  sha256: string;
}

export interface DebianPackagesOptions {
  scratch: Scratch;
  onStep: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/** Fetches Debian packages by `apt-get download`, which knows the machine's mirrors. */
export interface DebianPackages {
  /** The .deb, with its hash checked. Rejects with an Error that says what was tried. */
  fetch(wanted: DebianPackage): Promise<Uint8Array>;
}

export function createDebianPackages({ scratch, onStep, signal }: DebianPackagesOptions): DebianPackages {
  /** Options that make apt use lists of our own: they need no root and leave the machine's as they are. */
  let ownLists: Promise<string[]> | undefined;

  const updateLists = async (): Promise<string[]> => {
    onStep("apt-get update (into a temporary directory)");
    const folder = await scratch.folder();
    await mkdir(join(folder, "lists", "partial"), { recursive: true });
    await mkdir(join(folder, "cache", "archives", "partial"), { recursive: true });
    const options = [`-oDir::State::Lists=${join(folder, "lists")}`, `-oDir::Cache=${join(folder, "cache")}`];
    await runCommand("apt-get", ["update", ...sandboxAsRoot, ...options], { cwd: folder, signal });
    return options;
  };

  const download = async (wanted: DebianPackage, options: string[]): Promise<Uint8Array> => {
    const folder = await scratch.folder();
    const args = ["download", `${wanted.package}=${wanted.version}`, ...sandboxAsRoot, ...options];
    await runCommand("apt-get", args, { cwd: folder, signal });
    const file = (await readdir(folder)).find((name) => name.endsWith(".deb"));
    if (file === undefined) throw new Error("apt-get download wrote no .deb");
    return readFile(join(folder, file));
  };

  const fromApt = async (wanted: DebianPackage): Promise<Uint8Array> => {
    onStep(`apt-get download ${wanted.package}=${wanted.version}`);
    if (ownLists !== undefined) return download(wanted, await ownLists);
    try {
      return await download(wanted, []);
    } catch (error) {
      signal?.throwIfAborted();
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
      ownLists = updateLists();
      return download(wanted, await ownLists);
    }
  };

  const fetch = async (wanted: DebianPackage): Promise<Uint8Array> => {
    const deb = await fromApt(wanted).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new Error(`apt-get: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
    // Checked before dpkg-deb opens it.
    if (sha256(deb) !== wanted.sha256) throw new Error("apt-get: the .deb has other bytes than its pinned hash says");
    return deb;
  };

  // One at a time: two apt-get at once may want the same lock.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    fetch: (wanted) => {
      const turn = queue.then(() => fetch(wanted));
      queue = turn.catch(() => {});
      return turn;
    },
  };
}

/** As root apt would download as the user _apt, who cannot write into our directory. Ignored for everyone else. */
const sandboxAsRoot = ["-oAPT::Sandbox::User=root"];
