export { LazySandbox, LiveRun, type SandboxSource } from "@vitrine/sdk/ui";
export { implementTool, type ImplementOptions, type ToolContent } from "./implement-tool.ts";
export { vitrineTool, type VitrineToolOptions } from "./vitrine-tool.ts";
