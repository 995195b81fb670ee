import { ensure } from "../preview1/errno.ts";
import type { Directory, Inode } from "./inode.ts";

/** Where a path leads. */
export interface Place {
  /** The directory that holds its last name, and that name. */
  directory: Directory;
  name: string;
  /** What is there; null: nothing. */
  inode: Inode | null;
  /** The path ends with a slash: it means a directory. */
  slash: boolean;
  /** The last name is `.` or `..`, or nothing but the base itself. */
  dots: boolean;
}

/** As many symbolic links as Linux follows. */
const maxLinks = 40;

/**
 * Follows a path from a directory, which it cannot leave: neither by `..`, nor by an absolute path, nor by a symbolic link (PERM, as Wasmtime says). A last name that is a link
 * is followed only where asked for, or where a slash follows it.
 */
export function resolvePath(base: Directory, path: string, follow: boolean): Place {
  ensure(!path.includes("\0"), "ILSEQ");
  ensure(path !== "", "NOENT");
  const trail: Directory[] = [base];
  const names = split(path);
  let slash = path.endsWith("/");
  let links = 0;
  let last: Place = { directory: base, name: ".", inode: base, slash, dots: true };
  while (names.length > 0) {
    const name = names.shift()!;
    const directory = trail.at(-1)!;
    if (name === "..") {
      ensure(trail.length > 1, "PERM");
      trail.pop();
    }
    if (name === "." || name === "..") {
      last = { directory: trail.at(-1)!, name, inode: trail.at(-1)!, slash, dots: true };
      continue;
    }
    ensure(name.length <= 255, "NAMETOOLONG");
    const inode = directory.entries.get(name)?.inode ?? null;
    const isLast = names.length === 0;
    if (inode?.kind === "link" && (!isLast || follow || slash)) {
      ensure(++links <= maxLinks, "LOOP");
      names.unshift(...split(inode.target));
      if (isLast) slash ||= inode.target.endsWith("/");
      continue;
    }
    last = { directory, name, inode, slash, dots: false };
    if (isLast) break;
    ensure(inode !== null, "NOENT");
    ensure(inode.kind === "directory", "NOTDIR");
    trail.push(inode);
  }
  if (slash && last.inode) ensure(last.inode.kind === "directory", "NOTDIR");
  return last;
}

function split(path: string): string[] {
  ensure(!path.startsWith("/"), "PERM");
  return path.split("/").filter((name) => name !== "");
}
