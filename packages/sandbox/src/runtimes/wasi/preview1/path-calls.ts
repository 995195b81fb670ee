import type { Descriptor } from "./descriptors.ts";
import { ensure } from "./errno.ts";
import { fdFlags } from "./file-calls.ts";
import { encodeText } from "./guest-memory.ts";
import type { Host } from "./host.ts";
import { directoryRights, fileRights, type Right, rights } from "./rights.ts";
import { wantedTimes, writeFilestat } from "./stat.ts";

/** "oflags" of preview 1. */
const openFlags = { create: 1, directory: 2, exclusive: 4, truncate: 8 };
const symlinkFollow = 1;
/** As Linux has it. */
const maxPath = 4096;

/** The calls on names (`path_…`). */
export function pathCalls({ memory, descriptors, files, clock }: Host) {
  const textAt = (pointer: number, length: number) => {
    ensure(length <= maxPath, "NAMETOOLONG");
    return memory.text(pointer, length);
  };
  const resolve = (fd: number, flags: number, pointer: number, length: number, ...needed: Right[]) => {
    const { inode } = descriptors.directory(fd, ...needed);
    return files.resolve(inode, textAt(pointer, length), (flags & symlinkFollow) !== 0);
  };

  return {
    path_create_directory: (fd: number, pointer: number, length: number) => files.createDirectory(resolve(fd, 0, pointer, length, "PATH_CREATE_DIRECTORY")),
    path_filestat_get(fd: number, flags: number, pointer: number, length: number, result: number) {
      const { inode } = resolve(fd, flags, pointer, length, "PATH_FILESTAT_GET");
      ensure(inode !== null, "NOENT");
      writeFilestat(memory, result, inode);
    },
    path_filestat_set_times(fd: number, flags: number, pointer: number, length: number, accessed: bigint, modified: bigint, which: number) {
      const { inode } = resolve(fd, flags, pointer, length, "PATH_FILESTAT_SET_TIMES");
      const times = wantedTimes(which, accessed, modified, clock.realtime());
      ensure(inode !== null, "NOENT");
      files.setTimes(inode, ...times);
    },
    path_link(fromFd: number, flags: number, from: number, fromLength: number, toFd: number, to: number, toLength: number) {
      files.link(resolve(fromFd, flags, from, fromLength, "PATH_LINK_SOURCE"), resolve(toFd, 0, to, toLength, "PATH_LINK_TARGET"));
    },
    path_open(fd: number, lookup: number, pointer: number, length: number, how: number, base: bigint, inheriting: bigint, flags: number, result: number) {
      const wants = (flag: number) => (how & flag) !== 0;
      const writes = (base & rights.FD_WRITE) !== 0n;
      ensure(how < 16 && (flags & ~fdFlags.all) === 0 && !(wants(openFlags.create) && wants(openFlags.directory)), "INVAL");
      const needed: Right[] = ["PATH_OPEN"];
      if (wants(openFlags.create)) needed.push("PATH_CREATE_FILE");
      if (wants(openFlags.truncate)) needed.push("PATH_FILESTAT_SET_SIZE");
      const from = descriptors.directory(fd, ...needed);
      // What must be new is not a link to what is.
      const found = resolve(fd, wants(openFlags.exclusive) ? 0 : lookup, pointer, length);
      let { inode } = found;
      if (inode === null) {
        ensure(wants(openFlags.create), "NOENT");
        ensure(!found.slash, "ISDIR");
        inode = files.createFile(found);
      } else if (wants(openFlags.create)) ensure(!wants(openFlags.exclusive), "EXIST");
      ensure(!wants(openFlags.directory) || inode.kind === "directory", "NOTDIR");
      ensure(inode.kind !== "link", "LOOP");
      ensure(inode.kind !== "directory" || !(writes || wants(openFlags.truncate)), "ISDIR");
      ensure(!inode.readOnly || !(writes || wants(openFlags.truncate)), "ROFS");
      if (inode.kind === "file" && wants(openFlags.truncate)) files.resize(inode, 0);
      const common = { base: base & from.inheriting & (inode.kind === "file" ? fileRights : directoryRights), inheriting: inheriting & from.inheriting, flags };
      const opened: Descriptor = inode.kind === "file" ? { kind: "file", inode, offset: 0, ...common } : { kind: "directory", inode, preopen: null, ...common };
      memory.setU32(result, descriptors.add(opened));
    },
    path_readlink(fd: number, pointer: number, length: number, into: number, room: number, result: number) {
      const { inode } = resolve(fd, 0, pointer, length, "PATH_READLINK");
      ensure(inode !== null, "NOENT");
      ensure(inode.kind === "link", "INVAL");
      const target = encodeText(inode.target).subarray(0, room);
      memory.bytes(into, target.length).set(target);
      memory.setU32(result, target.length);
    },
    path_remove_directory: (fd: number, pointer: number, length: number) => files.removeDirectory(resolve(fd, 0, pointer, length, "PATH_REMOVE_DIRECTORY")),
    path_rename(fromFd: number, from: number, fromLength: number, toFd: number, to: number, toLength: number) {
      files.rename(resolve(fromFd, 0, from, fromLength, "PATH_RENAME_SOURCE"), resolve(toFd, 0, to, toLength, "PATH_RENAME_TARGET"));
    },
    path_symlink(target: number, targetLength: number, fd: number, pointer: number, length: number) {
      files.symlink(textAt(target, targetLength), resolve(fd, 0, pointer, length, "PATH_SYMLINK"));
    },
    path_unlink_file: (fd: number, pointer: number, length: number) => files.unlink(resolve(fd, 0, pointer, length, "PATH_UNLINK_FILE")),
  };
}
