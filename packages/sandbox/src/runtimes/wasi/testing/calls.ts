import { FileSystem } from "../files/file-system.ts";
import { Mounts, type MountedFile, type Preopen } from "../mount.ts";
import { seededRandom } from "../../seeded-random.ts";
import { Descriptors } from "../preview1/descriptors.ts";
import { errno } from "../preview1/errno.ts";
import { GuestMemory } from "../preview1/guest-memory.ts";
import type { Clock } from "../preview1/host.ts";
import { preview1 } from "../preview1/preview1.ts";
import { rights } from "../preview1/rights.ts";
import { standardInput, standardOutput } from "../standard-streams.ts";

const names = Object.fromEntries(Object.entries(errno).map(([name, number]) => [number, name]));
const every = (1n << 30n) - 1n;

/** The calls as a guest makes them, with texts and numbers in the place of pointers. Each gives "SUCCESS" or the name of its error. */
export class Calls {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  readonly calls: ReturnType<typeof preview1>;
  readonly descriptors: Descriptors;
  readonly mounts: Mounts;
  stdout = "";
  now = 5_000_000n;
  #top = 1024;

  constructor({ files: mounted = [], preopens = [{ guest: "/", readOnly: false }], stdin = "", capacity = 1 << 20, clock: given }: { files?: MountedFile[]; preopens?: Preopen[]; stdin?: string; capacity?: number; clock?: Clock } = {}) {
    const clock: Clock = given ?? { realtime: () => ++this.now, monotonic: () => this.now, resolution: 1n, sleep: (time) => void (this.now += time) };
    const files = new FileSystem(clock.realtime, capacity);
    this.mounts = new Mounts(files, mounted, preopens);
    this.descriptors = new Descriptors(files);
    const print = standardOutput((bytes) => (this.stdout += new TextDecoder().decode(bytes)));
    for (const each of [standardInput(new TextEncoder().encode(stdin)), print, print, ...this.mounts.open()]) this.descriptors.add(each);
    const memory = new GuestMemory(() => {});
    memory.attach(this.memory);
    this.calls = preview1({ memory, descriptors: this.descriptors, files, clock, random: seededRandom(1), args: ["test"], env: {} });
  }

  /** Room in the guest's memory. */
  room(size: number): number {
    const at = this.#top;
    this.#top += Math.ceil(size / 8) * 8;
    return at;
  }

  view(at: number, size: number): DataView {
    return new DataView(this.memory.buffer, at, size);
  }

  /** Calls with texts as two arguments each: pointer and length. */
  call(name: string, ...args: (number | bigint | string)[]): string {
    const flat = args.flatMap((each) => {
      if (typeof each !== "string") return [each];
      const bytes = new TextEncoder().encode(each);
      const at = this.room(bytes.length);
      new Uint8Array(this.memory.buffer).set(bytes, at);
      return [at, bytes.length];
    });
    const number = this.calls[name]!(...flat);
    this.#top = Math.min(this.#top, 60_000) === 60_000 ? 1024 : this.#top;
    return names[number] ?? String(number);
  }

  /** Opens; gives the descriptor, or the error's name. */
  open(fd: number, path: string, { create = false, directory = false, exclusive = false, truncate = false, follow = false, base = every & ~rights.FD_WRITE, inheriting = every, flags = 0 } = {}): number | string {
    const result = this.room(4);
    const how = Number(create) | (Number(directory) << 1) | (Number(exclusive) << 2) | (Number(truncate) << 3);
    const error = this.call("path_open", fd, Number(follow), path, how, base, inheriting, flags, result);
    return error === "SUCCESS" ? this.view(result, 4).getUint32(0, true) : error;
  }

  create(fd: number, path: string): string {
    const opened = this.open(fd, path, { create: true });
    return typeof opened === "string" ? opened : this.call("fd_close", opened);
  }

  #vector(size: number): [at: number, buffer: number] {
    const [at, buffer] = [this.room(8), this.room(size)];
    this.view(at, 8).setUint32(0, buffer, true);
    this.view(at, 8).setUint32(4, size, true);
    return [at, buffer];
  }

  read(fd: number, size: number, offset?: bigint): string {
    const [vector, buffer] = this.#vector(size);
    const result = this.room(4);
    const error = offset === undefined ? this.call("fd_read", fd, vector, 1, result) : this.call("fd_pread", fd, vector, 1, offset, result);
    if (error !== "SUCCESS") return error;
    return new TextDecoder().decode(new Uint8Array(this.memory.buffer, buffer, this.view(result, 4).getUint32(0, true)));
  }

  write(fd: number, text: string, offset?: bigint): string {
    const bytes = new TextEncoder().encode(text);
    const [vector, buffer] = this.#vector(bytes.length);
    new Uint8Array(this.memory.buffer).set(bytes, buffer);
    const result = this.room(4);
    return offset === undefined ? this.call("fd_write", fd, vector, 1, result) : this.call("fd_pwrite", fd, vector, 1, offset, result);
  }

  /** A file's stat by path, or by descriptor. */
  stat(fd: number, path?: string, follow = false): { ino: bigint; type: number; links: bigint; size: bigint; accessed: bigint; modified: bigint } | string {
    const at = this.room(64);
    const error = path === undefined ? this.call("fd_filestat_get", fd, at) : this.call("path_filestat_get", fd, Number(follow), path, at);
    if (error !== "SUCCESS") return error;
    const view = this.view(at, 64);
    return { ino: view.getBigUint64(8, true), type: view.getUint8(16), links: view.getBigUint64(24, true), size: view.getBigUint64(32, true), accessed: view.getBigUint64(40, true), modified: view.getBigUint64(48, true) };
  }

  rights(fd: number): { type: number; flags: number; base: bigint; inheriting: bigint } {
    const at = this.room(24);
    this.call("fd_fdstat_get", fd, at);
    const view = this.view(at, 24);
    return { type: view.getUint8(0), flags: view.getUint16(2, true), base: view.getBigUint64(8, true), inheriting: view.getBigUint64(16, true) };
  }

  seek(fd: number, delta: bigint, whence: number): bigint | string {
    const result = this.room(8);
    const error = this.call("fd_seek", fd, delta, whence, result);
    return error === "SUCCESS" ? this.view(result, 8).getBigUint64(0, true) : error;
  }

  /** Reads a directory from a cookie on; gives what is whole in the buffer, and whether it was filled. */
  readDirectory(fd: number, size = 256, cookie = 0n): { entries: { name: string; next: bigint; type: number; ino: bigint }[]; more: boolean } {
    const [buffer, result] = [this.room(size), this.room(4)];
    if (this.call("fd_readdir", fd, buffer, size, cookie, result) !== "SUCCESS") throw new Error("fd_readdir");
    const used = this.view(result, 4).getUint32(0, true);
    const entries = [];
    for (let at = 0; at + 24 <= used; ) {
      const view = this.view(buffer + at, 24);
      const length = view.getUint32(16, true);
      if (at + 24 + length > used) break;
      entries.push({ name: new TextDecoder().decode(new Uint8Array(this.memory.buffer, buffer + at + 24, length)), next: view.getBigUint64(0, true), ino: view.getBigUint64(8, true), type: view.getUint8(20) });
      at += 24 + length;
    }
    return { entries, more: used === size };
  }
}
