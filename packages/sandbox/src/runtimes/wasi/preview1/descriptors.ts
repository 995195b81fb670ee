import type { FileSystem } from "../files/file-system.ts";
import type { Directory, File } from "../files/inode.ts";
import { ensure } from "./errno.ts";
import { type Right, rights } from "./rights.ts";

interface Common {
  base: bigint;
  inheriting: bigint;
  flags: number;
}

export interface OpenFile extends Common {
  kind: "file";
  inode: File;
  offset: number;
}

export interface OpenDirectory extends Common {
  kind: "directory";
  inode: Directory;
  /** The name under which the guest finds it, where it is there from the start. */
  preopen: string | null;
}

/** Standard input, output or error. */
export interface OpenStream extends Common {
  kind: "stream";
  /** Reads at most so many bytes; none: the end. */
  read?: (limit: number) => Uint8Array;
  /** What can be read at once; 0: perhaps the end. */
  available?: () => number;
  write?: (bytes: Uint8Array) => void;
}

export type Descriptor = OpenFile | OpenDirectory | OpenStream;

const maxOpen = 4096;

/** What a missing right is told as: POSIX has words for what is not open for reading or writing, and for what nobody may do with a name. */
const refusal = (right: Right) => (right === "FD_READ" || right === "FD_WRITE" ? "BADF" : right.startsWith("PATH_") ? "PERM" : "NOTCAPABLE");

/** What the guest has open, by number. */
export class Descriptors {
  #open = new Map<number, Descriptor>();

  constructor(readonly files: FileSystem) {}

  /** Opens under the lowest number that is free. */
  add(descriptor: Descriptor): number {
    ensure(this.#open.size < maxOpen, "MFILE");
    let number = 0;
    while (this.#open.has(number)) number++;
    this.#open.set(number, descriptor);
    if (descriptor.kind !== "stream") this.files.opened(descriptor.inode);
    return number;
  }

  get(number: number, ...needed: Right[]): Descriptor {
    const descriptor = this.#open.get(number);
    ensure(descriptor !== undefined, "BADF");
    for (const right of needed) ensure((descriptor.base & rights[right]) !== 0n, refusal(right));
    return descriptor;
  }

  directory(number: number, ...needed: Right[]): OpenDirectory {
    const descriptor = this.get(number);
    ensure(descriptor.kind === "directory", "NOTDIR");
    this.get(number, ...needed);
    return descriptor;
  }

  file(number: number, ...needed: Right[]): OpenFile {
    const descriptor = this.get(number);
    ensure(descriptor.kind !== "directory", "BADF");
    ensure(descriptor.kind === "file", "SPIPE");
    this.get(number, ...needed);
    return descriptor;
  }

  close(number: number): void {
    const descriptor = this.get(number);
    this.#open.delete(number);
    if (descriptor.kind !== "stream") this.files.closed(descriptor.inode);
  }

  /** Moves what is open to a number that is taken, and closes what was there. */
  renumber(from: number, to: number): void {
    const descriptor = this.get(from);
    this.get(to);
    if (from === to) return;
    this.close(to);
    this.#open.delete(from);
    this.#open.set(to, descriptor);
  }
}
