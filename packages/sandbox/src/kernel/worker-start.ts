import type { Limits, RunInputs, WorkerStart } from "@vitrine/protocol";
import type { PreparedImage } from "./image-file.ts";

/** What a run's interpreter must be started with. Of its environment that is what Python reads as it starts; the run sets the rest. */
export function startOf({ language, env, seed }: Pick<RunInputs, "language" | "env" | "seed">, { memoryBytes }: Pick<Limits, "memoryBytes">): WorkerStart {
  const early = Object.entries(env).filter(([name]) => name.startsWith("PYTHON"));
  return { language, env: Object.fromEntries(early), seed, memoryBytes };
}

/** Whether an interpreter that was started without knowing of it will do. */
export function isCommon({ language, env, seed }: WorkerStart): boolean {
  return language === "python" && seed === null && Object.keys(env).length === 0;
}

/** Whether it may go on from the image: it must have room to grow there, as it would have without. */
export function takesImage(start: WorkerStart, image: PreparedImage): boolean {
  return isCommon(start) && start.memoryBytes >= 2 * image.memory.size;
}
