"use client";

import { Run, type RunProps } from "@vitrine/react";
import type { CustomRenderer, CustomRendererProps } from "streamdown";

export interface VitrineRendererOptions extends Pick<RunProps, "sandbox" | "options" | "tier" | "theme" | "readOnly" | "className" | "onResult" | "onOutput" | "onPhase" | "onFailure"> {
  /** Languages of fences, as their info strings name them. Default: python, py. */
  languages?: readonly string[];
  /** Whether a block runs by itself as soon as its fence is closed. Default false: when the reader clicks Run. */
  autoRun?: boolean;
}

/** What models write after a fence, and the runtime that runs it. */
const runtimes: Record<string, string> = { py: "python", python3: "python", js: "javascript" };

/**
 * A renderer for `plugins.renderers` of Streamdown: shows a block's code while it streams in, has the sandbox prepare for it, and runs it once, when its fence is closed.
 * The run ends when the block leaves the page. Make it once, outside of components.
 */
export function vitrineRenderer({ languages = ["python", "py"], autoRun = false, ...props }: VitrineRendererOptions = {}): CustomRenderer {
  function VitrineBlock({ code, isIncomplete, language }: CustomRendererProps) {
    return <Run {...props} code={code} language={runtimes[language] ?? language} autoRun={autoRun} streaming={isIncomplete} />;
  }
  return { language: [...languages], component: VitrineBlock };
}
