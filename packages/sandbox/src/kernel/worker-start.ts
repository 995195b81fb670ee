import type { Limits, RunInputs, WorkerStart } from "@vitrine/protocol";
import type { UsableImage } from "./kept-images.ts";

/** What a run's interpreter is started with, where it is started for it. */
export function startOf({ language, env, seed }: Pick<RunInputs, "language" | "env" | "seed">, { memoryBytes }: Pick<Limits, "memoryBytes">): WorkerStart {
  return { language, env, seed, memoryBytes };
}

/** Whether an interpreter that was started without knowing of it will do: the run sets its environment, but for what Python reads as it starts. */
export function isCommon({ language, env, seed }: WorkerStart): boolean {
  return language === "python" && seed === null && !Object.keys(env).some((name) => name.startsWith("PYTHON"));
}

/** Whether it has room to grow when it goes on from the image, as it would have without. */
export function hasRoom({ memoryBytes }: WorkerStart, { memorySize }: UsableImage): boolean {
  return memoryBytes >= 2 * memorySize;
}
