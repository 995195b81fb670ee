export { LazySandbox, type LazySandboxState } from "./lazy-sandbox.ts";
export { LiveRun, type Program, type RunState } from "./live-run.ts";
export { OutputSlot } from "./output-slot.ts";
export { panelSheet } from "./panel-sheet.ts";
export { phaseText } from "./phase-text.ts";
export { picturesOf } from "./pictures-of.ts";
export { type PanelOptions, RunPanel } from "./run-panel.ts";
export { openSource, type SandboxSource } from "./sandbox-source.ts";
export { type MarkupOptions, sharedSandbox } from "./shared-sandbox.ts";
