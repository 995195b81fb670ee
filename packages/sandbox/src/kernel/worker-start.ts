import type { Limits, RunInputs, WorkerStart } from "@vitrine/protocol";
import type { PreparedImage } from "./image-file.ts";

/** What a run's interpreter is started with, where it is started for it. */
export function startOf({ language, env, seed }: Pick<RunInputs, "language" | "env" | "seed">, { memoryBytes }: Pick<Limits, "memoryBytes">): WorkerStart {
  return { language, env, seed, memoryBytes };
}

/** Whether an interpreter that was started without knowing of it will do: the run sets its environment, but for what Python reads as it starts. */
export function isCommon({ language, env, seed }: WorkerStart): boolean {
  return language === "python" && seed === null && !Object.keys(env).some((name) => name.startsWith("PYTHON"));
}

/** Whether it may go on from the image: it must have room to grow there, as it would have without. */
export function takesImage(start: WorkerStart, image: PreparedImage): boolean {
  return isCommon(start) && start.memoryBytes >= 2 * image.memory.size;
}
