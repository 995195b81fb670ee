import type { Sandbox } from "../host/index.ts";
import { LazySandbox } from "./lazy-sandbox.ts";

/** A sandbox, or a way to one that is taken when it is first wanted. */
export type SandboxSource = Sandbox | PromiseLike<Sandbox> | LazySandbox | (() => Sandbox | PromiseLike<Sandbox>);

/** The source's sandbox. Rejects with what createSandbox throws. */
export async function openSource(source: SandboxSource): Promise<Sandbox> {
  if (typeof source === "function") return source();
  return source instanceof LazySandbox ? source.open() : source;
}
