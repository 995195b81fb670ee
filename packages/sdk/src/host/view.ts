import { type AssetFile, check, type HostToView, type Json, mime as mimeTypes, type Output, type ViewTier, viewTiers, type ViewToHost, viewToHost } from "@vitrine/protocol";
import type { AssetStore } from "./asset-store.ts";
import { chooseForm } from "./choose-form.ts";
import { disposed, invalidArgument, viewFailed } from "./failures.ts";
import type { SandboxParts } from "./sandbox.ts";
import { openSealedFrame, type SealedFrame } from "./sealed-frame.ts";
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
  /** HTML was drawn without its scripts, which it may need: show it again with `tier: "scripted"` if the reader wants that. */
  readonly needsScripts: boolean;
  /**
   * Draws another output, or a later state of the same, in the place of this one. Of updates that come while one is being drawn only the
   * last is drawn. Throws VIEW_FAILED (what was drawn stays), OUTPUT_UNSUPPORTED or DISPOSED.
   */
  update(output: Output): Promise<void>;
  /** Draws in other colours, for pages with a switch of their own. */
  setTheme(theme: "light" | "dark"): void;
  /** A picture of what is drawn. Throws VIEW_FAILED or DISPOSED. */
  toImage(options?: ImageOptions): Promise<Blob>;
  /** Takes the view out of the page. */
  dispose(): void;
}

/** Pixels that a drawing may be high. */
const maxHeight = 4000;

/** Opens a view frame and draws the output in it. */
export async function openView(output: Output, parent: Element, options: ViewOptions, parts: SandboxParts, onDispose: (view: View) => void): Promise<View> {
  const { tier = "static" } = options;
  if (!viewTiers.includes(tier)) throw invalidArgument(`There is no view tier ${JSON.stringify(tier)}.`, `Use one of ${viewTiers.join(", ")}.`, { tier });
  const form = chooseForm(output.data, tier);
  // On their way while the frame opens.
  for (const file of librariesFor(form.mime, output.data[form.mime]!, form.tier)) parts.store.bytes(file).catch(() => {});
  const frame = await openSealedFrame({
    script: "view",
    parent,
    frameUrl: parts.frameUrl,
    nests: tier === "scripted",
    prepare(iframe) {
      iframe.title = output.alt;
      iframe.style.cssText = "display: block; width: 100%; height: 0; border: 0; background: transparent; color-scheme: light;";
    },
  });
  const view = new FrameView(frame, { ...options, tier }, schemeOf(parent), parts.store, onDispose);
  try {
    await view.update(output);
  } catch (error) {
    view.dispose();
    throw error;
  }
  return view;
}

/** The colours of the place where the view goes: a page that never speaks of dark is light, whatever the reader prefers. */
function schemeOf(element: Element): "light" | "dark" | "either" {
  const words = getComputedStyle(element).colorScheme.split(" ");
  if (!words.includes("dark")) return "light";
  return words.includes("light") ? "either" : "dark";
}

/** The host's end of a view frame. Use openView. */
export class FrameView implements View {
  readonly element: HTMLIFrameElement;
  mime = "";
  tier: ViewTier = "data";
  needsScripts = false;
  readonly #images = new Map<number, PromiseWithResolvers<Blob>>();
  readonly #prefersDark = matchMedia("(prefers-color-scheme: dark)");
  // Paths of the libraries that the frame has.
  readonly #libraries = new Set<string>();
  readonly #highest: ViewTier;
  #theme: "light" | "dark" | undefined;
  #drawn = Promise.withResolvers<void>();
  #next: Output | undefined;
  #drawing: Promise<void> | undefined;
  #requests = 0;
  #disposed = false;

  constructor(
    private readonly frame: SealedFrame,
    { theme, tier }: ViewOptions & { tier: ViewTier },
    private readonly scheme: "light" | "dark" | "either",
    private readonly store: AssetStore,
    private readonly onDispose: (view: View) => void,
  ) {
    this.element = frame.iframe;
    this.#highest = tier;
    this.#theme = theme;
    // A frame that claims to have failed before anything was drawn has nobody to tell.
    this.#drawn.promise.catch(() => {});
    if (theme === undefined && scheme === "either") this.#prefersDark.addEventListener("change", this.#follow);
    frame.port.onmessage = (event: MessageEvent<unknown>) => {
      const checked = check(viewToHost, event.data);
      if (checked.ok) this.#receive(checked.value);
    };
  }

  async update(output: Output): Promise<void> {
    if (this.#disposed) throw disposed("view");
    chooseForm(output.data, this.#highest);
    this.#next = output;
    this.#drawing ??= this.#drawAll().finally(() => (this.#drawing = undefined));
    return this.#drawing;
  }

  async #drawAll(): Promise<void> {
    while (this.#next) {
      const output = this.#next;
      this.#next = undefined;
      try {
        await this.#draw(output);
      } catch (error) {
        // What comes after it may be drawn.
        if (!this.#next || this.#disposed) throw error;
      }
    }
  }

  async #draw({ data, metadata, alt }: Output): Promise<void> {
    const { mime, tier } = chooseForm(data, this.#highest);
    const own = metadata[mime];
    const missing = librariesFor(mime, data[mime]!, tier).filter(({ path }) => !this.#libraries.has(path));
    const libraries = await Promise.all(missing.map((file: AssetFile) => this.store.bytes(file)));
    if (this.#disposed) throw disposed("view");
    for (const { path } of missing) this.#libraries.add(path);
    this.#drawn = Promise.withResolvers();
    const theme = this.#theme ?? this.#preferred();
    this.#send(
      { type: "view-draw", mime, data: { [mime]: data[mime]! }, metadata: isObject(own) ? own : {}, alt, theme, libraries, tier },
      libraries,
    );
    await this.#drawn.promise;
    this.mime = mime;
    this.tier = tier;
    this.element.title = alt;
  }

  setTheme(theme: "light" | "dark"): void {
    this.#theme = theme;
    this.#prefersDark.removeEventListener("change", this.#follow);
    this.#send({ type: "view-theme", theme });
  }

  toImage({ format = "png", width = 0, height = 0, scale = 2 }: ImageOptions = {}): Promise<Blob> {
    if (this.#disposed) return Promise.reject(disposed("view"));
    const requestId = this.#requests++;
    const image = Promise.withResolvers<Blob>();
    this.#images.set(requestId, image);
    this.#send({ type: "view-to-image", requestId, format, width, height, scale });
    return image.promise;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#prefersDark.removeEventListener("change", this.#follow);
    this.#drawn.promise.catch(() => {});
    this.#drawn.reject(disposed("view"));
    for (const image of this.#images.values()) image.reject(disposed("view"));
    this.#images.clear();
    this.frame.remove();
    this.onDispose(this);
  }

  readonly #follow = () => this.#send({ type: "view-theme", theme: this.#preferred() });
  readonly #preferred = () => (this.scheme !== "either" ? this.scheme : this.#prefersDark.matches ? "dark" : "light");

  #send(message: HostToView, transfer: Transferable[] = []): void {
    this.frame.port.postMessage(message, transfer);
  }

  #receive(message: ViewToHost): void {
    switch (message.type) {
      case "view-ready":
        return;
      case "view-drawn":
        this.needsScripts = message.needsScripts;
        this.#drawn.resolve();
        return;
      case "view-failed":
        this.#drawn.reject(viewFailed(message.message));
        return;
      case "view-resize":
        this.element.style.height = `${Math.min(Math.ceil(message.height), maxHeight)}px`;
        return;
      case "view-image":
        this.#take(message.requestId)?.resolve(new Blob([message.image], { type: typeof message.image === "string" ? mimeTypes.svg : mimeTypes.png }));
        return;
      case "view-image-failed":
        this.#take(message.requestId)?.reject(viewFailed(message.message));
    }
  }

  #take(requestId: number): PromiseWithResolvers<Blob> | undefined {
    const image = this.#images.get(requestId);
    this.#images.delete(requestId);
    return image;
  }
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);
