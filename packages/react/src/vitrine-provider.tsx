"use client";

import type { SandboxOptions } from "@vitrine/sdk";
import { LazySandbox } from "@vitrine/sdk/ui";
import { type ReactNode, useEffect, useState } from "react";
import { SandboxContext } from "./sandbox-context.ts";
import { useUnmounted } from "./use-unmounted.ts";

export interface VitrineProviderProps extends SandboxOptions {
  /** A sandbox of your own, such as one that a tool handler shares. It is not ended with the provider; the options are not read then. */
  sandbox?: LazySandbox;
  /** Whether the runtime loads as soon as the provider stands in the page. Default false: with the first run, or the first code that streams in. */
  eager?: boolean;
  children?: ReactNode;
}

/** Gives what stands in it one sandbox, and ends it when it leaves the page. Options are read once: another `key` makes another sandbox. */
export function VitrineProvider({ sandbox, eager = false, children, ...options }: VitrineProviderProps) {
  const [own] = useState(() => new LazySandbox(options));
  const shared = sandbox ?? own;
  useEffect(() => {
    // Why it failed is in its state.
    if (eager) shared.open().catch(() => {});
  }, [shared, eager]);
  useUnmounted(() => own.dispose());
  return <SandboxContext.Provider value={shared}>{children}</SandboxContext.Provider>;
}
