"use client";

import type { Sandbox } from "@vitrine/sdk";
import type { LazySandbox, LazySandboxState } from "@vitrine/sdk/ui";
import { useContext, useSyncExternalStore } from "react";
import { SandboxContext } from "./sandbox-context.ts";

/** How far the provider's sandbox is: `sandbox` is there once `status` is "open". */
export interface UseSandbox extends LazySandboxState {
  /** Opens it, unless it is open. Rejects with what createSandbox throws. */
  open(): Promise<Sandbox>;
  /** The sandbox as other parts of Vitrine take it. */
  source: LazySandbox;
}

/** The sandbox of the provider around. Throws where there is none. */
export function useSandbox(): UseSandbox {
  const source = useContext(SandboxContext);
  if (!source) throw new Error("There is no sandbox here. Put a <VitrineProvider> around the component.");
  const state = useSyncExternalStore(source.subscribe, source.state, source.state);
  return { ...state, source, open: () => source.open() };
}
