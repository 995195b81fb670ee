/** Rights of WASI preview 1 by their bits ("rights" in phases/snapshot/docs.md). */
const names = ["FD_DATASYNC", "FD_READ", "FD_SEEK", "FD_FDSTAT_SET_FLAGS", "FD_SYNC", "FD_TELL", "FD_WRITE", "FD_ADVISE", "FD_ALLOCATE", "PATH_CREATE_DIRECTORY", "PATH_CREATE_FILE", "PATH_LINK_SOURCE", "PATH_LINK_TARGET", "PATH_OPEN", "FD_READDIR", "PATH_READLINK", "PATH_RENAME_SOURCE", "PATH_RENAME_TARGET", "PATH_FILESTAT_GET", "PATH_FILESTAT_SET_SIZE", "PATH_FILESTAT_SET_TIMES", "FD_FILESTAT_GET", "FD_FILESTAT_SET_SIZE", "FD_FILESTAT_SET_TIMES", "PATH_SYMLINK", "PATH_REMOVE_DIRECTORY", "PATH_UNLINK_FILE", "POLL_FD_READWRITE", "SOCK_SHUTDOWN", "SOCK_ACCEPT"] as const;

export type Right = (typeof names)[number];

export const rights = Object.fromEntries(names.map((name, bit) => [name, 1n << BigInt(bit)])) as Record<Right, bigint>;

const all = (...of: Right[]) => of.reduce((sum, name) => sum | rights[name], 0n);

/** What can be done with an open file. */
export const fileRights = all("FD_DATASYNC", "FD_READ", "FD_SEEK", "FD_FDSTAT_SET_FLAGS", "FD_SYNC", "FD_TELL", "FD_WRITE", "FD_ADVISE", "FD_ALLOCATE", "FD_FILESTAT_GET", "FD_FILESTAT_SET_SIZE", "FD_FILESTAT_SET_TIMES", "POLL_FD_READWRITE");

/** What can be done with an open directory. */
export const directoryRights = all("FD_FDSTAT_SET_FLAGS", "FD_SYNC", "FD_DATASYNC", "FD_ADVISE", "PATH_CREATE_DIRECTORY", "PATH_CREATE_FILE", "PATH_LINK_SOURCE", "PATH_LINK_TARGET", "PATH_OPEN", "FD_READDIR", "PATH_READLINK", "PATH_RENAME_SOURCE", "PATH_RENAME_TARGET", "PATH_FILESTAT_GET", "PATH_FILESTAT_SET_SIZE", "PATH_FILESTAT_SET_TIMES", "FD_FILESTAT_GET", "FD_FILESTAT_SET_TIMES", "PATH_SYMLINK", "PATH_REMOVE_DIRECTORY", "PATH_UNLINK_FILE", "POLL_FD_READWRITE");

/** What standard input, and standard output and error, can do. */
export const inputRights = all("FD_READ", "FD_FDSTAT_SET_FLAGS", "FD_ADVISE", "FD_FILESTAT_GET", "POLL_FD_READWRITE", "FD_SEEK", "FD_TELL");
export const outputRights = all("FD_WRITE", "FD_DATASYNC", "FD_SYNC", "FD_FDSTAT_SET_FLAGS", "FD_ADVISE", "FD_FILESTAT_GET", "POLL_FD_READWRITE", "FD_SEEK", "FD_TELL");
