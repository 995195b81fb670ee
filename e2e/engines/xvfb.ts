import type { Readable } from "node:stream";
import { startOwned, stopOwned } from "./owned-process.ts";

/** A virtual X display that picks its own free number. */
export async function startXvfb(): Promise<{ name: string; stop(): Promise<void> }> {
  const args = ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"];
  const owned = startOwned("Xvfb", args, process.env, ["ignore", "ignore", "ignore", "pipe"]);
  const numbers = owned.child.stdio[3] as Readable;
  const number = await Promise.race([
    new Promise<string>((resolve) => numbers.once("data", (data: Buffer) => resolve(data.toString().trim()))),
    owned.exited.then((code) => Promise.reject(new Error(`Xvfb ended with code ${code}; is the package xvfb installed?`))),
  ]);
  return { name: `:${number}`, stop: () => stopOwned(owned) };
}
