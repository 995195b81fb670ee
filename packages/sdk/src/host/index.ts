export { distributions, findDistribution } from "../distributions/index.ts";
export type { AssetSource, Progress } from "./asset-store.ts";
export { createSandbox, type SandboxOptions } from "./create-sandbox.ts";
export type { Run } from "./run.ts";
export type { FileContent, RunOptions } from "./run-inputs.ts";
export { Sandbox } from "./sandbox.ts";
export type { ImageOptions, View, ViewOptions } from "./view.ts";
export type {
  Distribution,
  ErrorCode,
  Limits,
  Manifest,
  MimeBundle,
  Output,
  OutputFile,
  PackagePolicy,
  Payload,
  Policy,
  RunError,
  RunEvent,
  RunPhase,
  RunResult,
  RunStatus,
  Source,
  TableData,
  Timings,
  Usage,
} from "@vitrine/protocol";
export { defaultLimits, defaultPolicy, mime, VitrineError } from "@vitrine/protocol";
