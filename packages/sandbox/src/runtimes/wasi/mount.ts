import { FileSystem } from "./files/file-system.ts";
import type { Directory, File } from "./files/inode.ts";
import type { Descriptor } from "./preview1/descriptors.ts";
import { ensure } from "./preview1/errno.ts";
import { directoryRights, fileRights } from "./preview1/rights.ts";

/** A directory that the guest finds open, by the name under which it looks for it. */
export interface Preopen {
  guest: string;
  readOnly: boolean;
}

/** A file of the run; relative paths lie in `/`. A path with a slash at its end is a directory. */
export interface MountedFile {
  path: string;
  bytes: Uint8Array;
  readOnly: boolean;
}

const namesOf = (path: string) => path.split("/").filter((name) => name !== "" && name !== ".");

/** One tree with what the run was given: its files, and the directories that its preopens name. */
export class Mounts {
  readonly root: Directory;
  readonly #given = new Map<File, string>();

  constructor(
    readonly files: FileSystem,
    mounted: MountedFile[],
    private readonly preopens: Preopen[],
  ) {
    this.root = files.directory();
    this.root.links = 1;
    for (const { guest } of preopens) this.#make(namesOf(guest));
    for (const { path, bytes, readOnly } of mounted) {
      const names = namesOf(path);
      if (path.endsWith("/")) {
        this.#make(names);
        continue;
      }
      const name = names.pop()!;
      const directory = this.#make(names);
      directory.entries.delete(name);
      // A copy, as the guest writes into it.
      const file = files.file(readOnly ? bytes : bytes.slice(), readOnly);
      files.put(directory, name, file);
      this.#given.set(file, path);
    }
    // Once all is in its place; nested preopens are what they say themselves.
    for (const { guest, readOnly } of preopens.toSorted((a, b) => namesOf(a.guest).length - namesOf(b.guest).length)) setReadOnly(this.#make(namesOf(guest)), readOnly);
  }

  /** The preopens as descriptors, in order. */
  open(): Descriptor[] {
    return this.preopens.map(({ guest }) => ({ kind: "directory", inode: this.#make(namesOf(guest)), preopen: guest, base: directoryRights, inheriting: directoryRights | fileRights, flags: 0 }));
  }

  /** The files that the run made or changed, by path from the root. */
  changed(): { path: string; bytes: Uint8Array }[] {
    const found: { path: string; bytes: Uint8Array }[] = [];
    const walk = (directory: Directory, prefix: string) => {
      for (const [name, { inode }] of directory.entries) {
        const path = `${prefix}${name}`;
        if (inode.kind === "directory") walk(inode, `${path}/`);
        else if (inode.kind === "file" && (inode.written || namesOf(this.#given.get(inode) ?? "").join("/") !== path)) found.push({ path, bytes: inode.bytes.subarray(0, inode.size) });
      }
    };
    walk(this.root, "");
    return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  #make(names: string[]): Directory {
    let directory = this.root;
    for (const name of names) {
      const entry = directory.entries.get(name);
      if (!entry) this.files.put(directory, name, this.files.directory(directory));
      const { inode } = directory.entries.get(name)!;
      ensure(inode.kind === "directory", "NOTDIR");
      directory = inode;
    }
    return directory;
  }
}

function setReadOnly(directory: Directory, readOnly: boolean): void {
  directory.readOnly = readOnly;
  for (const { inode } of directory.entries.values()) {
    if (inode.kind === "directory") setReadOnly(inode, readOnly);
    else if (readOnly) inode.readOnly = true;
  }
}
