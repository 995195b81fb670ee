export type { LiveRun, Program, SandboxSource } from "@vitrine/sdk/ui";
export { define } from "./define.ts";
export { VitrineOutput } from "./vitrine-output.ts";
export { VitrineRun, type VitrineRunEvents, type VitrineRunOptions } from "./vitrine-run.ts";
