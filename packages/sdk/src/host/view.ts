import { type Output, viewTiers, type ViewTier } from "@vitrine/protocol";
import { chooseForm } from "./choose-form.ts";
import { invalidArgument } from "./failures.ts";
import type { SandboxParts } from "./sandbox.ts";
import { SlotView } from "./slot-view.ts";
import { ViewKeeper } from "./view-keeper.ts";

export interface ViewOptions {
  /** Colours of the surroundings. Default: those of the element's own color-scheme, followed where it leaves the choice to the reader. */
  theme?: "light" | "dark";
  /**
   * The highest tier that may be used. "data": our renderers draw data. "static", the default: also markup, sanitised, without scripts.
   * "scripted": HTML runs its own scripts, in a frame of its own below a label; weaker than the rest (docs/spec.md, S8).
   */
  tier?: ViewTier;
  /**
   * Whether a figure (Plotly, Vega) that the reader is far from is a picture of itself, which is made live when they come near, focus it or click on it, and
   * whether its frame may be given up again when they are gone. Default true. False: a frame at once and for good.
   */
  lazy?: boolean;
  /** A picture of the figure, such as one that was kept from an earlier visit, to show until it is live: a Blob, or an address. It stands in an `img`. */
  poster?: Blob | string;
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
  /** The view's place in the page, from show() to dispose(): in it stand its iframe, sealed like the kernel's and visible, or its poster. */
  readonly element: HTMLElement;
  /** Whether the output is drawn in a frame at this moment; else a poster stands for it. */
  readonly live: boolean;
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

/** Puts a view into the element and draws the output in it, or a picture of it where the reader is far. */
export async function openView(output: Output, parent: Element, options: ViewOptions, parts: SandboxParts, onDispose: (view: View) => void): Promise<View> {
  const { tier = "static" } = options;
  if (!viewTiers.includes(tier)) throw invalidArgument(`There is no view tier ${JSON.stringify(tier)}.`, `Use one of ${viewTiers.join(", ")}.`, { tier });
  // Throws before there is anything in the page.
  chooseForm(output.data, tier);
  parts.keeper ??= new ViewKeeper(parts);
  const view = new SlotView(output, parent, options, parts.keeper, onDispose);
  try {
    await view.open();
  } catch (error) {
    view.dispose();
    throw error;
  }
  return view;
}
