export { LazySandbox, LiveRun, type SandboxSource } from "@vitrine/sdk/ui";
export { type AddToolOutput, createToolHandler, type ToolHandler, type ToolHandlerOptions } from "./create-tool-handler.ts";
export { outputSchema, type OutputSchema } from "./output-schema.ts";
export { toolName, vitrineTool, type VitrineTool } from "./vitrine-tool.ts";
