import { Buffer } from "./buffer.ts";
import { bytesOf, encodeText } from "./encoding.ts";
import { path, resolve, workingDirectory } from "./path.ts";
import { readStdin } from "./stdin.ts";
import { host } from "./host.ts";
import { URL } from "./url.ts";

/** The run's files, in this realm's memory. */
const files = new Map<string, { bytes: Uint8Array; changed: boolean; readOnly: boolean; time: number }>();
const folders = new Set(["/", workingDirectory, "/tmp", "/data", "/output"]);

function fail(code: string, message: string, call: string, file: string): never {
  const error = Object.assign(new Error(`${code}: ${message}, ${call} '${file}'`), { code, errno: -1, syscall: call, path: file });
  throw error;
}

const isFolder = (full: string) => folders.has(full) || [...files.keys()].some((file) => file.startsWith(`${full}/`));

type Encoding = string | { encoding?: string | null; flag?: string; recursive?: boolean; withFileTypes?: boolean; force?: boolean } | null | undefined;
const encodingOf = (options: Encoding) => (typeof options === "string" ? options : options?.encoding);
const pathOf = (given: unknown) => resolve(given instanceof URL ? given.pathname : String(given).replace(/^file:\/\//, ""));

function readFileSync(given: unknown, options?: Encoding): Buffer | string {
  const isStdin = given === 0 || given === "/dev/stdin";
  const full = isStdin ? "/dev/stdin" : pathOf(given);
  const bytes = isStdin ? encodeText(readStdin()) : files.get(full)?.bytes;
  if (!bytes) return isFolder(full) ? fail("EISDIR", "illegal operation on a directory", "read", full) : fail("ENOENT", "no such file or directory", "open", String(given));
  const encoding = encodingOf(options);
  const buffer = Buffer.from(bytes);
  return encoding ? buffer.toString(encoding) : buffer;
}

const bytesFrom = (content: unknown, options?: Encoding): Uint8Array => (ArrayBuffer.isView(content) || content instanceof ArrayBuffer ? bytesOf(content).slice() : Buffer.from(String(content), encodingOf(options) ?? "utf8"));

function writeFileSync(given: unknown, content: unknown, options?: Encoding): void {
  if (given === 1 || given === 2 || given === "/dev/stdout" || given === "/dev/stderr") return host.write(given === 1 || given === "/dev/stdout" ? "stdout" : "stderr", Buffer.from(bytesFrom(content, options)).toString());
  const full = pathOf(given);
  if (isFolder(full)) fail("EISDIR", "illegal operation on a directory", "open", String(given));
  if (!isFolder(path.dirname(full))) fail("ENOENT", "no such file or directory", "open", String(given));
  if (files.get(full)?.readOnly) fail("EACCES", "permission denied", "open", String(given));
  const before = typeof options === "object" && options?.flag?.startsWith("a") ? (files.get(full)?.bytes ?? new Uint8Array(0)) : new Uint8Array(0);
  files.set(full, { bytes: Buffer.concat([before, bytesFrom(content, options)]), changed: true, readOnly: false, time: Date.now() });
}

function readdirSync(given: unknown, options?: Encoding): unknown[] {
  const full = pathOf(given);
  if (!isFolder(full)) fail(files.has(full) ? "ENOTDIR" : "ENOENT", files.has(full) ? "not a directory" : "no such file or directory", "scandir", String(given));
  const prefix = full === "/" ? "/" : `${full}/`;
  const below = [...files.keys(), ...folders].filter((each) => each.startsWith(prefix) && each !== full).map((each) => each.slice(prefix.length));
  const recursive = typeof options === "object" && options?.recursive;
  const names = [...new Set(recursive ? below : below.map((each) => each.split("/")[0]!))].toSorted();
  return typeof options === "object" && options?.withFileTypes ? names.map((name) => ({ name, parentPath: full, ...kind(prefix + name) })) : names;
}

const kind = (full: string) => ({ isFile: () => files.has(full), isDirectory: () => isFolder(full), isSymbolicLink: () => false });

function statSync(given: unknown, { throwIfNoEntry = true } = {}) {
  const full = pathOf(given);
  const file = files.get(full);
  if (!file && !isFolder(full)) return throwIfNoEntry ? fail("ENOENT", "no such file or directory", "stat", String(given)) : undefined;
  const time = file?.time ?? 0;
  return { size: file?.bytes.length ?? 0, mtimeMs: time, mtime: new Date(time), ...kind(full) };
}

function mkdirSync(given: unknown, options?: Encoding): void {
  const full = pathOf(given);
  const recursive = typeof options === "object" && options?.recursive;
  if (!recursive && (isFolder(full) || files.has(full))) fail("EEXIST", "file already exists", "mkdir", String(given));
  if (!recursive && !isFolder(path.dirname(full))) fail("ENOENT", "no such file or directory", "mkdir", String(given));
  for (let each = full; each !== "/"; each = path.dirname(each)) folders.add(each);
}

function unlinkSync(given: unknown): void {
  const full = pathOf(given);
  if (files.get(full)?.readOnly) fail("EACCES", "permission denied", "unlink", String(given));
  if (!files.delete(full)) fail("ENOENT", "no such file or directory", "unlink", String(given));
}

function rmSync(given: unknown, { recursive = false, force = false } = {}): void {
  const full = pathOf(given);
  if (files.has(full)) return unlinkSync(given);
  if (!isFolder(full)) return force ? undefined : fail("ENOENT", "no such file or directory", "rm", String(given));
  if (!recursive) fail("ERR_FS_EISDIR", "path is a directory", "rm", String(given));
  for (const each of files.keys()) if (each.startsWith(`${full}/`) && !files.get(each)!.readOnly) files.delete(each);
  for (const each of folders) if (each === full || each.startsWith(`${full}/`)) folders.delete(each);
}

function copyFileSync(from: unknown, to: unknown): void {
  writeFileSync(to, readFileSync(from));
}

function renameSync(from: unknown, to: unknown): void {
  copyFileSync(from, to);
  unlinkSync(from);
}

const existsSync = (given: unknown): boolean => files.has(pathOf(given)) || isFolder(pathOf(given));
const accessSync = (given: unknown): void => void statSync(given);
const appendFileSync = (given: unknown, content: unknown, options?: Encoding): void => writeFileSync(given, content, { ...(typeof options === "object" ? options : {}), encoding: encodingOf(options) ?? "utf8", flag: "a" });

const synchronous = { readFileSync, writeFileSync, appendFileSync, readdirSync, statSync, lstatSync: statSync, mkdirSync, rmSync, rmdirSync: rmSync, unlinkSync, copyFileSync, renameSync, accessSync };
type Work = (...args: unknown[]) => unknown;

/** `require("fs").promises` */
export const promises: Record<string, Work> = Object.fromEntries(Object.entries(synchronous).map(([name, work]) => [name.slice(0, -4), async (...args: unknown[]) => (work as Work)(...args)]));

/** The same with a callback at the end. */
const withCallback = Object.fromEntries(
  Object.entries(promises).map(([name, work]) => [
    name,
    (...args: unknown[]) => {
      const done = args.pop() as (error: unknown, result?: unknown) => void;
      (work(...args) as Promise<unknown>).then(
        (result) => setTimeout(done, 0, null, result),
        (error: unknown) => setTimeout(done, 0, error),
      );
    },
  ]),
);

declare function setTimeout(work: (...args: never[]) => void, delay: number, ...args: unknown[]): unknown;

/** `require("fs")`, on the run's files. */
export const fs = { ...withCallback, ...synchronous, existsSync, promises, constants: { F_OK: 0, R_OK: 4, W_OK: 2 } };

/** The text of a module of the program; undefined: there is no such file. */
export function moduleText(full: string): string | undefined {
  const found = files.get(full);
  return found && Buffer.from(found.bytes).toString();
}

export function mountFile(given: string, content: ArrayBuffer, readOnly: boolean): void {
  files.set(resolve(given), { bytes: new Uint8Array(content), changed: false, readOnly, time: Date.now() });
}

const relative = (full: string) => (full.startsWith(`${workingDirectory}/`) ? full.slice(workingDirectory.length + 1) : full);

export const filePaths = (): string[] => [...files.keys()].map(relative);

/** Files that were written since they were last taken, or all; as path and bytes in turn. */
export function takeFiles(all: boolean): (string | ArrayBuffer)[] {
  const taken = [...files].filter(([, { changed }]) => changed || all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (!all) for (const [, file] of taken) file.changed = false;
  return taken.flatMap(([full, { bytes }]) => [relative(full), bytes.slice().buffer]);
}
