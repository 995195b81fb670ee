"use client";

import type { VitrineRun, VitrineRunEvents, VitrineRunOptions } from "@vitrine/element";
import type { ViewOptions } from "@vitrine/sdk";
import type { LiveRun, SandboxSource } from "@vitrine/sdk/ui";
import { createElement, type HTMLAttributes } from "react";
import { useElement } from "./use-element.ts";

export interface RunProps extends ViewOptions, Omit<HTMLAttributes<HTMLElement>, "children"> {
  code: string;
  /** Default: python. */
  language?: string;
  /** Runs each code once, by itself. Default false. */
  autoRun?: boolean;
  /** The code is not complete yet: it is shown and prepared for, and not run. */
  streaming?: boolean;
  /** Takes the Edit button away. */
  readOnly?: boolean;
  /** What a run is given beside code and language. */
  options?: VitrineRunOptions;
  /** A run of yours to show, such as a tool call's. */
  live?: LiveRun;
  /** Default: the provider's. */
  sandbox?: SandboxSource;
  onResult?: (result: VitrineRunEvents["vitrine-result"]) => void;
  onOutput?: (output: VitrineRunEvents["vitrine-output"]) => void;
  onPhase?: (phase: VitrineRunEvents["vitrine-phase"]) => void;
  onFailure?: (failure: VitrineRunEvents["vitrine-failure"]) => void;
}

/** A code cell: `<vitrine-run>` as a component. */
export function Run({ code, language = "python", autoRun = false, streaming = false, readOnly = false, options, live, sandbox, tier, theme, onResult, onOutput, onPhase, onFailure, ...rest }: RunProps) {
  const ref = useElement<VitrineRun>(
    sandbox,
    (element) => {
      element.code = code;
      element.options = options;
      if (live) element.live = live;
      // Not in the markup: what a server rendered must not run before its sandbox is known.
      element.toggleAttribute("autorun", autoRun);
      element.toggleAttribute("streaming", streaming);
      element.toggleAttribute("readonly", readOnly);
    },
    { "vitrine-result": onResult, "vitrine-output": onOutput, "vitrine-phase": onPhase, "vitrine-failure": onFailure },
  );
  return createElement("vitrine-run", { ...rest, ref, code, language, tier, theme });
}
