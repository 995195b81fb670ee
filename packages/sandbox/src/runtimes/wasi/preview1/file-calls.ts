import type { Host } from "./host.ts";
import { ensure } from "./errno.ts";
import type { Descriptor, OpenFile } from "./descriptors.ts";
import { encodeText } from "./guest-memory.ts";
import { fileType, wantedTimes, writeFdstat, writeFilestat } from "./stat.ts";

/** "fdflags" of preview 1. */
export const fdFlags = { append: 1, nonBlock: 4, all: 31 };

/** What JavaScript can address of a file. */
const maxFileSize = 2 ** 32;

const place = (value: bigint): number => {
  ensure(value <= BigInt(maxFileSize), "FBIG");
  return Number(value);
};

/** The calls on what is open (`fd_…`). */
export function fileCalls({ memory, descriptors, files, clock }: Host) {
  /** Fills the parts in turn until one is not full. */
  const readInto = (parts: Uint8Array[], read: (into: Uint8Array) => number): number => {
    let total = 0;
    for (const part of parts) {
      const count = read(part);
      total += count;
      if (count < part.length) break;
    }
    return total;
  };
  const readAt = (file: OpenFile, offset: number, parts: Uint8Array[]) => {
    let at = offset;
    return readInto(parts, (into) => {
      const count = files.read(file.inode, at, into);
      at += count;
      return count;
    });
  };
  const writeAt = (file: OpenFile, offset: number, parts: Uint8Array[]) => {
    let at = offset;
    for (const part of parts) {
      ensure(at + part.length <= maxFileSize, "FBIG");
      files.write(file.inode, at, part);
      at += part.length;
    }
    return at - offset;
  };
  const notDirectory = (number: number) => ensure(descriptors.get(number).kind !== "directory", "BADF");

  return {
    fd_advise(fd: number, _offset: bigint, _length: bigint, advice: number) {
      ensure(advice <= 5, "INVAL");
      descriptors.file(fd, "FD_ADVISE");
    },
    fd_allocate(fd: number, offset: bigint, length: bigint) {
      const { inode } = descriptors.file(fd, "FD_ALLOCATE");
      ensure(length > 0n, "INVAL");
      const end = place(offset + length);
      if (end > inode.size) files.resize(inode, end);
    },
    fd_close: (fd: number) => descriptors.close(fd),
    fd_datasync: (fd: number) => void descriptors.get(fd, "FD_DATASYNC"),
    fd_sync: (fd: number) => void descriptors.get(fd, "FD_SYNC"),
    fd_fdstat_get: (fd: number, result: number) => writeFdstat(memory, result, descriptors.get(fd)),
    fd_fdstat_set_flags(fd: number, flags: number) {
      ensure((flags & ~fdFlags.all) === 0, "INVAL");
      descriptors.get(fd, "FD_FDSTAT_SET_FLAGS").flags = flags;
    },
    fd_fdstat_set_rights(fd: number, base: bigint, inheriting: bigint) {
      const descriptor = descriptors.get(fd);
      ensure((base & ~descriptor.base) === 0n && (inheriting & ~descriptor.inheriting) === 0n, "NOTCAPABLE");
      Object.assign(descriptor, { base, inheriting });
    },
    fd_filestat_get(fd: number, result: number) {
      const descriptor = descriptors.get(fd, "FD_FILESTAT_GET");
      writeFilestat(memory, result, descriptor.kind === "stream" ? null : descriptor.inode);
    },
    fd_filestat_set_size(fd: number, size: bigint) {
      files.resize(descriptors.file(fd, "FD_FILESTAT_SET_SIZE").inode, place(size));
    },
    fd_filestat_set_times(fd: number, accessed: bigint, modified: bigint, flags: number) {
      const descriptor = descriptors.get(fd, "FD_FILESTAT_SET_TIMES");
      const times = wantedTimes(flags, accessed, modified, clock.realtime());
      if (descriptor.kind !== "stream") files.setTimes(descriptor.inode, ...times);
    },
    fd_pread(fd: number, vectors: number, count: number, offset: bigint, result: number) {
      const file = descriptors.file(fd, "FD_READ");
      ensure(offset < 1n << 63n, "INVAL");
      memory.setU32(result, readAt(file, Number(offset), memory.vectors(vectors, count)));
    },
    fd_pwrite(fd: number, vectors: number, count: number, offset: bigint, result: number) {
      const file = descriptors.file(fd, "FD_WRITE");
      memory.setU32(result, writeAt(file, place(offset), memory.vectors(vectors, count)));
    },
    fd_prestat_get(fd: number, result: number) {
      const name = preopenOf(descriptors.get(fd));
      memory.setU32(result, 0);
      memory.setU32(result + 4, encodeText(name).length);
    },
    fd_prestat_dir_name(fd: number, pointer: number, length: number) {
      const name = encodeText(preopenOf(descriptors.get(fd)));
      ensure(name.length <= length, "NAMETOOLONG");
      memory.bytes(pointer, name.length).set(name);
    },
    fd_read(fd: number, vectors: number, count: number, result: number) {
      notDirectory(fd);
      const descriptor = descriptors.get(fd, "FD_READ");
      const parts = memory.vectors(vectors, count);
      let total = 0;
      if (descriptor.kind === "file") {
        total = readAt(descriptor, descriptor.offset, parts);
        descriptor.offset += total;
      } else if (descriptor.kind === "stream") {
        total = readInto(parts, (into) => {
          const bytes = into.length > 0 ? descriptor.read!(into.length) : into;
          into.set(bytes);
          return bytes.length;
        });
      }
      memory.setU32(result, total);
    },
    fd_readdir(fd: number, pointer: number, length: number, cookie: bigint, result: number) {
      const { inode } = descriptors.directory(fd, "FD_READDIR");
      const into = memory.bytes(pointer, length);
      let used = 0;
      for (const [name, number, type, next] of entriesAfter(inode, cookie)) {
        const text = encodeText(name);
        const entry = new Uint8Array(24 + text.length);
        const view = new DataView(entry.buffer);
        view.setBigUint64(0, BigInt(next), true);
        view.setBigUint64(8, BigInt(number), true);
        view.setUint32(16, text.length, true);
        view.setUint8(20, fileType[type]);
        entry.set(text, 24);
        // The last may be cut: a full buffer says that there is more.
        const part = entry.subarray(0, length - used);
        into.set(part, used);
        used += part.length;
        if (used === length) break;
      }
      memory.setU32(result, used);
    },
    fd_renumber: (from: number, to: number) => descriptors.renumber(from, to),
    fd_seek(fd: number, delta: bigint, whence: number, result: number) {
      const file = descriptors.file(fd, ...(delta === 0n && whence === 1 ? [] : (["FD_SEEK"] as const)));
      ensure(whence <= 2, "INVAL");
      const offset = BigInt.asIntN(64, delta) + BigInt([0, file.offset, file.inode.size][whence]!);
      ensure(offset >= 0n && offset <= BigInt(Number.MAX_SAFE_INTEGER), "INVAL");
      file.offset = Number(offset);
      memory.setU64(result, offset);
    },
    fd_tell: (fd: number, result: number) => memory.setU64(result, BigInt(descriptors.file(fd, "FD_TELL").offset)),
    fd_write(fd: number, vectors: number, count: number, result: number) {
      notDirectory(fd);
      const descriptor = descriptors.get(fd, "FD_WRITE");
      const parts = memory.vectors(vectors, count);
      let total = 0;
      if (descriptor.kind === "file") {
        if (descriptor.flags & fdFlags.append) descriptor.offset = descriptor.inode.size;
        total = writeAt(descriptor, descriptor.offset, parts);
        descriptor.offset += total;
      } else if (descriptor.kind === "stream") {
        for (const part of parts) {
          if (part.length > 0) descriptor.write!(part.slice());
          total += part.length;
        }
      }
      memory.setU32(result, total);
    },
  };
}

function preopenOf(descriptor: Descriptor): string {
  ensure(descriptor.kind === "directory" && descriptor.preopen !== null, "BADF");
  return descriptor.preopen;
}

/** A directory's entries from where the cookie says, each with the cookie of what follows it. */
function* entriesAfter(directory: OpenDirectoryInode, cookie: bigint): Generator<[name: string, number: number, type: "file" | "directory" | "link", next: number]> {
  if (cookie < 1n) yield [".", directory.number, "directory", 1];
  if (cookie < 2n) yield ["..", (directory.parent ?? directory).number, "directory", 2];
  for (const [name, { inode, place: at }] of directory.entries) if (BigInt(at) > cookie) yield [name, inode.number, inode.kind, at];
}

type OpenDirectoryInode = Extract<Descriptor, { kind: "directory" }>["inode"];
