export { LazySandbox, type LazySandboxState, LiveRun, type Program, type RunState, type SandboxSource } from "@vitrine/sdk/ui";
export { Output, type OutputProps } from "./output.tsx";
export { Run, type RunProps } from "./run.tsx";
export { useRun, type UseRun } from "./use-run.ts";
export { useSandbox, type UseSandbox } from "./use-sandbox.ts";
export { VitrineProvider, type VitrineProviderProps } from "./vitrine-provider.tsx";
