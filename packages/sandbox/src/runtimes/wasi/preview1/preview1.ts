import { errno, WasiError } from "./errno.ts";
import { fileCalls } from "./file-calls.ts";
import type { Host } from "./host.ts";
import { pathCalls } from "./path-calls.ts";
import { pollCalls } from "./poll-calls.ts";
import { ExitSignal, processCalls } from "./process-calls.ts";

/** The one module that guests import from. */
export const moduleName = "wasi_snapshot_preview1";

const i = "i32";
const l = "i64";

/** Parameters of each call; all but proc_exit give an error number (witx/wasi_snapshot_preview1.witx). */
const parameters: Record<string, string[]> = {
  args_get: [i, i],
  args_sizes_get: [i, i],
  clock_res_get: [i, i],
  clock_time_get: [i, l, i],
  environ_get: [i, i],
  environ_sizes_get: [i, i],
  fd_advise: [i, l, l, i],
  fd_allocate: [i, l, l],
  fd_close: [i],
  fd_datasync: [i],
  fd_fdstat_get: [i, i],
  fd_fdstat_set_flags: [i, i],
  fd_fdstat_set_rights: [i, l, l],
  fd_filestat_get: [i, i],
  fd_filestat_set_size: [i, l],
  fd_filestat_set_times: [i, l, l, i],
  fd_pread: [i, i, i, l, i],
  fd_prestat_dir_name: [i, i, i],
  fd_prestat_get: [i, i],
  fd_pwrite: [i, i, i, l, i],
  fd_read: [i, i, i, i],
  fd_readdir: [i, i, i, l, i],
  fd_renumber: [i, i],
  fd_seek: [i, l, i, i],
  fd_sync: [i],
  fd_tell: [i, i],
  fd_write: [i, i, i, i],
  path_create_directory: [i, i, i],
  path_filestat_get: [i, i, i, i, i],
  path_filestat_set_times: [i, i, i, i, l, l, i],
  path_link: [i, i, i, i, i, i, i],
  path_open: [i, i, i, i, i, l, l, i, i],
  path_readlink: [i, i, i, i, i, i],
  path_remove_directory: [i, i, i],
  path_rename: [i, i, i, i, i, i],
  path_symlink: [i, i, i, i, i],
  path_unlink_file: [i, i, i],
  poll_oneoff: [i, i, i, i],
  proc_exit: [i],
  proc_raise: [i],
  random_get: [i, i],
  sched_yield: [],
  sock_accept: [i, i, i],
  sock_recv: [i, i, i, i, i, i],
  sock_send: [i, i, i, i, i],
  sock_shutdown: [i, i],
};

/** The type of a call, as `FunctionType.signature` writes it; undefined: there is no such call. */
export function signatureOf(name: string): string | undefined {
  return Object.hasOwn(parameters, name) ? `${parameters[name]!.join(" ")} -> ${name === "proc_exit" ? "" : i}` : undefined;
}

/** The calls of WASI preview 1 as imports of a module. Once the guest has left, every call leaves, too: it may have caught the first. */
export function preview1(host: Host): Record<string, (...values: (number | bigint)[]) => number> {
  const calls = { ...processCalls(host), ...fileCalls(host), ...pathCalls(host), ...pollCalls(host) } as Record<string, (...values: never[]) => unknown>;
  let left: ExitSignal | undefined;
  const wrap = (call: (...values: never[]) => unknown) => (...values: (number | bigint)[]) => {
    if (left) throw left;
    try {
      call(...(values.map((value) => (typeof value === "bigint" ? BigInt.asUintN(64, value) : value >>> 0)) as never[]));
      return errno.SUCCESS;
    } catch (error) {
      if (error instanceof WasiError) return errno[error.code];
      if (error instanceof ExitSignal) left = error;
      throw error;
    }
  };
  return Object.fromEntries(Object.keys(parameters).map((name) => [name, wrap(calls[name]!)]));
}
