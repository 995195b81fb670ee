import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Frees what nobody holds, so that a WeakRef tells whether a thing is forgotten. */
export async function collectGarbage(): Promise<void> {
  // A WeakRef that was read keeps its target until the task ends.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
}
