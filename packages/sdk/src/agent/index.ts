export type { ContentBlock } from "./content-block.ts";
export { runTool, runToolFor, type RunToolInput, type ToolDescription } from "./run-tool.ts";
export { type ModelContentOptions, toModelContent } from "./to-model-content.ts";
