import { type Output, viewTiers, type ViewTier } from "@vitrine/protocol";
import { capsOf } from "./caps/cap-form.ts";
import { chooseForm } from "./choose-form.ts";
import { invalidArgument } from "./failures.ts";
import { FrameView } from "./frame-view.ts";
import type { SandboxParts } from "./sandbox.ts";
import { openSealedFrame, type SealedFrame } from "./sealed-frame.ts";
import { sharesThread } from "./shares-thread.ts";
import type { OpenedFrame } from "./spare-view.ts";
import { librariesFor } from "./view-libraries.ts";

export interface ViewOptions {
  /** Colours of the surroundings. Default: those of the element's own color-scheme, followed where it leaves the choice to the reader. */
  theme?: "light" | "dark";
  /**
   * The highest tier that may be used. "data": our renderers draw data. "static", the default: also markup, sanitised, without scripts.
   * "scripted": HTML runs its own scripts, in a frame of its own below a label; weaker than the rest (docs/spec.md, S8).
   */
  tier?: ViewTier;
}

export interface ImageOptions {
  format?: "png" | "svg";
  /** CSS pixels; default: as drawn. */
  width?: number;
  height?: number;
  /** Pixels per CSS pixel, for PNG. Default 2. */
  scale?: number;
}

/** An output as it stands in the page. */
export interface View {
  /** The view's iframe: sealed like the kernel's, visible. */
  readonly element: HTMLIFrameElement;
  /** The MIME type that was drawn. */
  readonly mime: string;
  /** The tier that it was drawn in. */
  readonly tier: ViewTier;
  /** What was left out of the drawing, in words; the view says it as well. Empty where all of it is drawn. */
  readonly notes: readonly string[];
  /** HTML was drawn without its scripts, which it may need: show it again with `tier: "scripted"` if the reader wants that. */
  readonly needsScripts: boolean;
  /**
   * Draws another output, or a later state of the same, in the place of this one. Of updates that come while one is being drawn only the
   * last is drawn. Throws VIEW_FAILED (what was drawn stays), OUTPUT_LIMIT, OUTPUT_UNSUPPORTED or DISPOSED.
   */
  update(output: Output): Promise<void>;
  /** Draws in other colours, for pages with a switch of their own. */
  setTheme(theme: "light" | "dark"): void;
  /** A picture of what is drawn. Throws VIEW_FAILED or DISPOSED. */
  toImage(options?: ImageOptions): Promise<Blob>;
  /** Takes the view out of the page. */
  dispose(): void;
}

/** Opens a view frame and draws the output in it. */
export async function openView(output: Output, parent: Element, options: ViewOptions, parts: SandboxParts, onDispose: (view: View) => void): Promise<View> {
  const { tier = "static" } = options;
  if (!viewTiers.includes(tier)) throw invalidArgument(`There is no view tier ${JSON.stringify(tier)}.`, `Use one of ${viewTiers.join(", ")}.`, { tier });
  // Throws before there is a frame.
  const form = chooseForm(output.data, tier);
  const needed = (loaded?: ReadonlySet<string>) => librariesFor(form.mime, output.data[form.mime]!, form.tier, loaded);
  const prepare = (iframe: HTMLIFrameElement) => {
    iframe.title = output.alt;
    iframe.style.cssText = "display: block; width: 100%; height: 0; border: 0; background: transparent; color-scheme: light;";
  };
  const open = (again?: SealedFrame) => openSealedFrame({ script: "view", parent, frameUrl: parts.frameUrl, nests: tier === "scripted", prepare, ...(again && { again }) });
  const { frame, loaded } = (tier === "scripted" ? undefined : await parts.spareView?.take(parent, needed)) ?? (await openAnew());
  for (const attribute of ["hidden", "tabindex", "aria-hidden"]) frame.iframe.removeAttribute(attribute);
  prepare(frame.iframe);
  parts.sharesThread ??= sharesThread(frame);
  const caps = capsOf(parts.limits, await parts.sharesThread);
  const view = new FrameView(frame, { tier, theme: options.theme, scheme: schemeOf(parent), store: parts.store, drawMs: parts.limits.drawMs, caps, loaded, reopen: open, onDispose });
  try {
    await view.update(output);
  } catch (error) {
    view.dispose();
    throw error;
  }
  return view;

  async function openAnew(): Promise<OpenedFrame> {
    // On their way while the frame opens.
    for (const file of needed()) parts.store.load(file).catch(() => {});
    return { frame: await open(), loaded: new Set() };
  }
}

/** The colours of the place where the view goes: a page that never speaks of dark is light, whatever the reader prefers. */
function schemeOf(element: Element): "light" | "dark" | "either" {
  const words = getComputedStyle(element).colorScheme.split(" ");
  if (!words.includes("dark")) return "light";
  return words.includes("light") ? "either" : "dark";
}
