import type { Inode } from "../files/inode.ts";
import type { Descriptor } from "./descriptors.ts";
import { ensure } from "./errno.ts";
import type { GuestMemory } from "./guest-memory.ts";

/** "filetype" of preview 1. */
export const fileType = { character: 2, directory: 3, file: 4, link: 7 } as const;

/** One device for all that is in memory. */
const device = 1n;

const fstFlags = { accessed: 1, accessedNow: 2, modified: 4, modifiedNow: 8 };

/** Writes a `filestat`: 64 bytes. */
export function writeFilestat(memory: GuestMemory, pointer: number, inode: Inode | null): void {
  memory.bytes(pointer, 64).fill(0);
  memory.setU64(pointer, device);
  memory.bytes(pointer + 16, 1)[0] = inode ? fileType[inode.kind] : fileType.character;
  if (!inode) return;
  memory.setU64(pointer + 8, BigInt(inode.number));
  memory.setU64(pointer + 24, BigInt(inode.links));
  memory.setU64(pointer + 32, BigInt(inode.kind === "file" ? inode.size : inode.kind === "link" ? inode.target.length : 0));
  memory.setU64(pointer + 40, inode.times.accessed);
  memory.setU64(pointer + 48, inode.times.modified);
  memory.setU64(pointer + 56, inode.times.changed);
}

/** Writes an `fdstat`: 24 bytes. */
export function writeFdstat(memory: GuestMemory, pointer: number, descriptor: Descriptor): void {
  const bytes = memory.bytes(pointer, 24).fill(0);
  bytes[0] = descriptor.kind === "stream" ? fileType.character : fileType[descriptor.kind];
  bytes[2] = descriptor.flags & 0xff;
  memory.setU64(pointer + 8, descriptor.base);
  memory.setU64(pointer + 16, descriptor.inheriting);
}

/** The times that a call wants set; null: as it is. */
export function wantedTimes(flags: number, accessed: bigint, modified: bigint, now: bigint): [accessed: bigint | null, modified: bigint | null] {
  const { accessed: a, accessedNow: aNow, modified: m, modifiedNow: mNow } = fstFlags;
  const both = (one: number, other: number) => (flags & one) !== 0 && (flags & other) !== 0;
  ensure(!both(a, aNow) && !both(m, mNow) && flags < 16, "INVAL");
  return [flags & a ? accessed : flags & aNow ? now : null, flags & m ? modified : flags & mNow ? now : null];
}
