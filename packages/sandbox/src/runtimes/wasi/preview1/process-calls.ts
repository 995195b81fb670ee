import { ensure } from "./errno.ts";
import { encodeText, type GuestMemory } from "./guest-memory.ts";
import type { Host } from "./host.ts";

/** Thrown through the guest's code when it calls proc_exit. */
export class ExitSignal extends Error {
  constructor(readonly exitCode: number) {
    super(`proc_exit(${exitCode})`);
  }
}

/** The calls on the process and what surrounds it: arguments, clocks, random numbers, exit, and sockets, which are not there. */
export function processCalls({ memory, descriptors, clock, random, args, env }: Host) {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const now = (id: number): bigint => {
    ensure(id <= 3, "INVAL");
    return id === 0 ? clock.realtime() : clock.monotonic();
  };
  // Whatever is open, none is a socket.
  const noSocket = (fd: number) => {
    descriptors.get(fd);
    ensure(false, "NOTSOCK");
  };

  return {
    args_get: (pointers: number, buffer: number) => writeTexts(memory, args, pointers, buffer),
    args_sizes_get: (count: number, size: number) => writeSizes(memory, args, count, size),
    environ_get: (pointers: number, buffer: number) => writeTexts(memory, variables, pointers, buffer),
    environ_sizes_get: (count: number, size: number) => writeSizes(memory, variables, count, size),
    clock_res_get(id: number, result: number) {
      ensure(id <= 3, "INVAL");
      memory.setU64(result, clock.resolution);
    },
    clock_time_get: (id: number, _precision: bigint, result: number) => memory.setU64(result, now(id)),
    proc_exit(exitCode: number) {
      throw new ExitSignal(exitCode);
    },
    proc_raise: () => ensure(false, "NOSYS"),
    random_get: (pointer: number, length: number) => random(memory.bytes(pointer, length)),
    sched_yield() {},
    sock_accept: noSocket,
    sock_recv: noSocket,
    sock_send: noSocket,
    sock_shutdown: noSocket,
  };
}

/** Texts end with a zero byte. */
const encoded = (texts: string[]) => texts.map((text) => encodeText(`${text}\0`));

function writeSizes(memory: GuestMemory, texts: string[], count: number, size: number): void {
  memory.setU32(count, texts.length);
  memory.setU32(
    size,
    encoded(texts).reduce((sum, { length }) => sum + length, 0),
  );
}

function writeTexts(memory: GuestMemory, texts: string[], pointers: number, buffer: number): void {
  let at = buffer;
  encoded(texts).forEach((bytes, place) => {
    memory.setU32(pointers + place * 4, at);
    memory.bytes(at, bytes.length).set(bytes);
    at += bytes.length;
  });
}
