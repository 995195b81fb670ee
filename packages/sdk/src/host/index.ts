export { distributions, findDistribution } from "../distributions/index.ts";
export type { AssetSource, Progress } from "./asset-store.ts";
export type { HostCheck, HostCheckId, HostReport } from "./check-host/host-report.ts";
export { createSandbox, type SandboxOptions } from "./create-sandbox.ts";
export type { EmbedPurpose } from "./embed-files.ts";
export { checkHost, deleteSessionStorage, exportFunction, importFunction, listSessionStorage } from "./on-demand.ts";
export type { PipeInput, PipeOptions, PipeResult, PipeStep } from "./pipe.ts";
export type { PictureOptions } from "./picture.ts";
export type { DefineOptions, GuestFunction, InvokeResult } from "./define.ts";
export type { KeptFunction } from "./kept-function.ts";
export type { Run } from "./run.ts";
export type { FileContent, FileInput } from "./run-files.ts";
export type { OnInput, RunOptions } from "./run-inputs.ts";
export type { Sandbox, SandboxCounts } from "./sandbox.ts";
export type { Session, SessionOptions, SessionRunOptions } from "./session.ts";
export type { ImageOptions, View, ViewOptions } from "./view.ts";
export type {
  Completion,
  Cut,
  Distribution,
  EmbeddedFile,
  ErrorCode,
  InterpreterStart,
  InterpreterCall,
  InterpreterData,
  InterpreterDistribution,
  Json,
  Limits,
  Manifest,
  MimeBundle,
  ModuleStart,
  Output,
  OutputFile,
  NetworkRule,
  PackagePolicy,
  PyodideDistribution,
  QuickJsDistribution,
  Payload,
  Policy,
  Profile,
  ProfileRow,
  RunError,
  RunEvent,
  RunPhase,
  RunResult,
  RunStatus,
  SessionLoss,
  Source,
  TableData,
  Timings,
  Usage,
  Variable,
  ViewTier,
} from "@vitrine/protocol";
export { defaultLimits, defaultPolicy, mime, VitrineError } from "@vitrine/protocol";
