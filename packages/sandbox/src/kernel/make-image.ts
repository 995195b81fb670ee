import type { ImageMake } from "@vitrine/protocol";
import { GuestWorker } from "./guest-worker.ts";
import { readImage, writeImage } from "./image-file.ts";
import type { PreparedRuntime } from "./prepare-runtime.ts";

/** Milliseconds for each of the two workers. */
const patience = 180_000;

/**
 * Makes an image in two workers that run no guest code: one installs the packages, the other starts with their files and libraries in place, imports them, and is frozen.
 * As restoring does the same in the same order, everything has its place in memory.
 */
export async function makeImage(runtime: PreparedRuntime, { names, code, wheels }: Omit<ImageMake, "type">): Promise<Blob> {
  const packed = await inWorker(runtime, (worker) => worker.pack(names, wheels));
  const parts = {
    memory: new Blob(),
    handles: [],
    packages: packed.map(({ name, files, libraries }) => ({ name, files: new Blob([files]), libraries: libraries.map(({ path, bytes }) => ({ path, bytes: new Blob([bytes]) })) })),
  };
  const unfrozen = { ...(await readImage(writeImage(parts))), memory: null };
  const { memory, handles } = await inWorker(runtime, (worker) => worker.freeze(unfrozen, code));
  return writeImage({ ...parts, memory: new Blob([memory]), handles });
}

async function inWorker<T>(runtime: PreparedRuntime, work: (worker: GuestWorker) => Promise<T>): Promise<T> {
  const broken = Promise.withResolvers<never>();
  const fail = (message: string) => broken.reject(new Error(message));
  const worker = new GuestWorker(runtime, "vitrine-image", { onBreak: ({ message }) => fail(message), onEvent() {} }, undefined, "spares");
  const timer = setTimeout(() => fail(`it took longer than ${patience / 1000} s`), patience);
  try {
    return await Promise.race([work(worker), broken.promise]);
  } finally {
    clearTimeout(timer);
    worker.kill();
  }
}
