/**
 * The one door from the SDK to the sealed side: its built scripts and its frame document, as text.
 * Each is loaded when it is first wanted, as a chunk of the embedder's own bundle.
 */
export type SandboxText = "frame" | "kernel" | "worker" | "javascript" | "wasi" | "view" | "probe";

const modules = {
  frame: () => import("@vitrine/sandbox/frame"),
  kernel: () => import("@vitrine/sandbox/kernel"),
  worker: () => import("@vitrine/sandbox/worker"),
  javascript: () => import("@vitrine/sandbox/javascript"),
  wasi: () => import("@vitrine/sandbox/wasi"),
  view: () => import("@vitrine/sandbox/view"),
  probe: () => import("@vitrine/sandbox/probe"),
};

/** The text of a script or document of the sealed side. */
export async function sandboxText(name: SandboxText): Promise<string> {
  return (await modules[name]()).default;
}
