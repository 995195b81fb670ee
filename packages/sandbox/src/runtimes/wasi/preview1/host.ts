import type { FileSystem } from "../files/file-system.ts";
import type { Descriptors } from "./descriptors.ts";
import type { GuestMemory } from "./guest-memory.ts";

/** What time it is, in nanoseconds. */
export interface Clock {
  /** Since 1970. */
  realtime(): bigint;
  /** Since some moment; never goes back. */
  monotonic(): bigint;
  resolution: bigint;
  /** Comes back when so much time has gone by. */
  sleep(nanoseconds: bigint): void;
}

/** Fills bytes with random numbers. */
export type RandomSource = (bytes: Uint8Array) => void;

/** What the calls work on: the guest's side, and the capabilities that it was given. */
export interface Host {
  memory: GuestMemory;
  descriptors: Descriptors;
  files: FileSystem;
  clock: Clock;
  random: RandomSource;
  /** With the program's name first. */
  args: string[];
  env: Record<string, string>;
}
