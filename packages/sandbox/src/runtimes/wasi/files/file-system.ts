import { ensure } from "../preview1/errno.ts";
import type { Directory, File, Inode, Link, Times } from "./inode.ts";
import { type Place, resolvePath } from "./resolve-path.ts";

/** The first place of an entry: `.` and `..` are before it. */
const firstPlace = 3;

/** A file system in memory, with what POSIX says of names, links and times. Errors are `WasiError`s. */
export class FileSystem {
  #numbers = 1;
  #used = 0;
  #inodes = 0;

  /** `now` is in nanoseconds; `capacity` in bytes, of all files together. */
  constructor(
    readonly now: () => bigint,
    readonly capacity: number,
    readonly maxInodes = 100_000,
  ) {}

  directory(parent: Directory | null = null, readOnly = false): Directory {
    return { kind: "directory", ...this.#common(readOnly), entries: new Map(), parent, nextPlace: firstPlace };
  }

  file(bytes: Uint8Array = new Uint8Array(), readOnly = false): File {
    this.#take(bytes.length);
    return { kind: "file", ...this.#common(readOnly), bytes, size: bytes.length, written: false };
  }

  resolve(base: Directory, path: string, follow: boolean): Place {
    return resolvePath(base, path, follow);
  }

  /** Gives an inode a name that is not taken. */
  enter(directory: Directory, name: string, inode: Inode): void {
    ensure(!directory.readOnly, "ROFS");
    // A directory that was removed while it was open takes nothing.
    ensure(directory.links > 0, "NOENT");
    this.put(directory, name, inode);
  }

  /** The same for us, who mount. */
  put(directory: Directory, name: string, inode: Inode): void {
    directory.entries.set(name, { inode, place: directory.nextPlace++ });
    inode.links++;
    if (inode.kind === "directory") inode.parent = directory;
    this.#touch(directory.times, "modified", "changed");
    this.#touch(inode.times, "changed");
  }

  createFile({ directory, name }: Place): File {
    ensure(!directory.readOnly, "ROFS");
    const file = this.file();
    file.written = true;
    this.enter(directory, name, file);
    return file;
  }

  createDirectory({ directory, name, inode }: Place): void {
    ensure(inode === null, "EXIST");
    this.enter(directory, name, this.directory(directory));
  }

  link(source: Place, target: Place): void {
    ensure(source.inode !== null, "NOENT");
    ensure(source.inode.kind !== "directory", "PERM");
    ensure(target.inode === null, "EXIST");
    ensure(!target.slash, "NOENT");
    this.enter(target.directory, target.name, source.inode);
  }

  symlink(content: string, { directory, name, inode, slash }: Place): void {
    ensure(content !== "", "NOENT");
    // Nothing outside of a sandbox has a name in it.
    ensure(!content.startsWith("/"), "PERM");
    ensure(inode === null, "EXIST");
    ensure(!slash, "NOENT");
    const link: Link = { kind: "link", ...this.#common(false), target: content };
    this.enter(directory, name, link);
  }

  unlink(place: Place): void {
    const { inode } = place;
    ensure(inode !== null, "NOENT");
    ensure(inode.kind !== "directory", "ISDIR");
    ensure(!place.slash, "NOTDIR");
    this.#leave(place, inode);
  }

  removeDirectory(place: Place): void {
    const { inode } = place;
    ensure(inode !== null, "NOENT");
    ensure(inode.kind === "directory", "NOTDIR");
    ensure(!place.dots, "INVAL");
    ensure(inode.entries.size === 0, "NOTEMPTY");
    this.#leave(place, inode);
  }

  rename(source: Place, target: Place): void {
    const { inode } = source;
    ensure(inode !== null, "NOENT");
    ensure(!source.dots && !target.dots, "BUSY");
    const isDirectory = inode.kind === "directory";
    ensure(isDirectory || !(source.slash || target.slash), "NOTDIR");
    ensure(!source.directory.readOnly && !target.directory.readOnly && !inode.readOnly, "ROFS");
    if (isDirectory) for (let above: Directory | null = target.directory; above; above = above.parent) ensure(above !== inode, "INVAL");
    const replaced = target.inode;
    if (replaced === inode) return;
    ensure(target.directory.links > 0, "NOENT");
    if (replaced) {
      ensure(isDirectory || replaced.kind !== "directory", "ISDIR");
      ensure(!isDirectory || replaced.kind === "directory", "NOTDIR");
      ensure(replaced.kind !== "directory" || replaced.entries.size === 0, "NOTEMPTY");
      this.#leave(target, replaced);
    }
    // A directory moves with all that is open in it.
    source.directory.entries.delete(source.name);
    inode.links--;
    this.#touch(source.directory.times, "modified", "changed");
    this.enter(target.directory, target.name, inode);
  }

  read(file: File, offset: number, into: Uint8Array): number {
    const part = file.bytes.subarray(Math.min(offset, file.size), Math.min(offset + into.length, file.size));
    into.set(part);
    if (part.length > 0) this.#touch(file.times, "accessed");
    return part.length;
  }

  write(file: File, offset: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (offset + bytes.length > file.size) this.resize(file, offset + bytes.length);
    file.bytes.set(bytes, offset);
    file.written = true;
    this.#touch(file.times, "modified", "changed");
  }

  /** Cuts a file, or makes it longer with zeros. */
  resize(file: File, size: number): void {
    ensure(!file.readOnly, "ROFS");
    if (size > file.bytes.length) {
      // Room to grow, so that many small writes are not many copies.
      const room = Math.max(size, Math.min(file.bytes.length * 2, file.bytes.length + 0x100_0000));
      this.#take(room - file.bytes.length);
      const larger = new Uint8Array(room);
      larger.set(file.bytes.subarray(0, file.size));
      file.bytes = larger;
    } else if (size < file.size) {
      if (size < file.bytes.length / 2) {
        this.#used -= file.bytes.length - size;
        file.bytes = file.bytes.slice(0, size);
      } else file.bytes.fill(0, size, file.size);
    }
    file.size = size;
    file.written = true;
    this.#touch(file.times, "modified", "changed");
  }

  /** Sets the times that are given. */
  setTimes(inode: Inode, accessed: bigint | null, modified: bigint | null): void {
    ensure(!inode.readOnly, "ROFS");
    if (accessed !== null) inode.times.accessed = accessed;
    if (modified !== null) inode.times.modified = modified;
    this.#touch(inode.times, "changed");
  }

  opened(inode: Inode): void {
    inode.opens++;
  }

  closed(inode: Inode): void {
    inode.opens--;
    this.#forget(inode);
  }

  #leave({ directory, name }: Place, inode: Inode): void {
    ensure(!directory.readOnly && !inode.readOnly, "ROFS");
    directory.entries.delete(name);
    inode.links--;
    this.#touch(directory.times, "modified", "changed");
    this.#touch(inode.times, "changed");
    this.#forget(inode);
  }

  /** Gives back what a file takes that nobody can reach any more. */
  #forget(inode: Inode): void {
    if (inode.links > 0 || inode.opens > 0) return;
    this.#inodes--;
    if (inode.kind === "file") this.#used -= inode.bytes.length;
  }

  #common(readOnly: boolean) {
    ensure(this.#inodes < this.maxInodes, "NOSPC");
    this.#inodes++;
    const now = this.now();
    return { number: this.#numbers++, times: { accessed: now, modified: now, changed: now }, links: 0, opens: 0, readOnly };
  }

  #take(bytes: number): void {
    ensure(this.#used + bytes <= this.capacity, "NOSPC");
    this.#used += bytes;
  }

  #touch(times: Times, ...which: (keyof Times)[]): void {
    const now = this.now();
    for (const each of which) times[each] = now;
  }
}
