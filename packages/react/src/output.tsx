"use client";

import type { VitrineOutput } from "@vitrine/element";
import type { Output as OutputData, View, ViewOptions } from "@vitrine/sdk";
import type { SandboxSource } from "@vitrine/sdk/ui";
import { createElement, type HTMLAttributes } from "react";
import { useElement } from "./use-element.ts";

export interface OutputProps extends ViewOptions, Omit<HTMLAttributes<HTMLElement>, "children"> {
  output: OutputData;
  /** Default: the provider's. */
  sandbox?: SandboxSource;
  /** Called with the view each time it is drawn. */
  onDrawn?: (view: View) => void;
}

/** One output in a sealed view frame: `<vitrine-output>` as a component. */
export function Output({ output, sandbox, tier, theme, onDrawn, ...rest }: OutputProps) {
  const ref = useElement<VitrineOutput>(sandbox, (element) => void (element.output = output), { "vitrine-drawn": onDrawn });
  return createElement("vitrine-output", { ...rest, ref, tier, theme });
}
