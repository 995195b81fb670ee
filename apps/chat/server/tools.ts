import { vitrineTool } from "@vitrine/ai-sdk";
import type { ToolSet } from "ai";
import { languages } from "../shared/languages.ts";

/** What a model may call. There is no `execute`: the reader's browser runs the code, and the page gives the answer. */
export const tools = { run_code: vitrineTool({ languages }) } satisfies ToolSet;
