import { type AssetFile, check, type HostToView, type Json, mime as mimeTypes, type Output, type ViewTier, type ViewToHost, viewToHost } from "@vitrine/protocol";
import type { AssetStore } from "./asset-store.ts";
import { capForm, type ViewCaps } from "./caps/cap-form.ts";
import { chooseForm } from "./choose-form.ts";
import { disposed, viewFailed, viewLate, viewLost } from "./failures.ts";
import { maxHeight } from "./figure-height.ts";
import type { SealedFrame } from "./sealed-frame.ts";
import type { ImageOptions } from "./view.ts";
import { typedFigure } from "./typed-figure.ts";
import { librariesFor } from "./view-libraries.ts";

/** Milliseconds between two looks at the frame. */
const beat = 1000;

/** What a view is given. */
export interface FrameViewParts {
  /** The highest tier in use. */
  tier: ViewTier;
  theme: Theme;
  store: AssetStore;
  drawMs: number;
  caps: ViewCaps;
  /** Paths of the libraries that the frame has already. */
  loaded?: ReadonlySet<string>;
  /** Another document in the same iframe. */
  reopen(again: SealedFrame): Promise<SealedFrame>;
  onDispose(view: FrameView): void;
}

export type Theme = "light" | "dark";

/** What a frame owes an answer for. */
type Owed<T> = PromiseWithResolvers<T>;

/** What draws outputs, one after the other, in a sealed frame. Where the frame's document goes (its process crashed, it was moved in the page), the output is drawn again in another. */
export class FrameView {
  /** The iframe; its title is the output's alt text. */
  readonly element: HTMLIFrameElement;
  mime = "";
  tier: ViewTier = "data";
  notes: readonly string[] = [];
  needsScripts = false;
  readonly #images = new Map<number, Owed<Blob>>();
  // Paths of the libraries that the frame has.
  readonly #libraries: Set<string>;
  #theme: Theme;
  #drawn: Owed<void> = Promise.withResolvers();
  #next: Output | undefined;
  #shown: Output | undefined;
  #drawing: Promise<void> | undefined;
  // Why the frame can draw no more.
  #lost = "";
  // Crashes since the embedder last asked for a drawing: one that comes again is the output's own doing.
  #crashes = 0;
  #requests = 0;
  #reviving = false;
  #anew = false;
  #heart: ReturnType<typeof setInterval> | undefined;
  #disposed = false;

  constructor(
    private frame: SealedFrame,
    private readonly parts: FrameViewParts,
  ) {
    this.element = frame.iframe;
    this.#libraries = new Set(parts.loaded);
    this.#theme = parts.theme;
    // A frame that claims to have failed before anything was drawn has nobody to tell.
    this.#drawn.promise.catch(() => {});
    this.#listen();
    this.element.addEventListener("load", this.#reloaded);
  }

  /** Paths of the libraries that it has run. */
  get libraries(): ReadonlySet<string> {
    return this.#libraries;
  }

  /** The highest tier that it may draw in. */
  get tierAllowed(): ViewTier {
    return this.parts.tier;
  }

  /** Whether it could draw at once. */
  get sound(): boolean {
    return !this.#lost && !this.#disposed && this.frame.fate() === undefined;
  }

  /** What it draws next is another output: nothing of this one is to stay, such as what was zoomed to. */
  renew(): void {
    this.#anew = true;
  }

  async update(output: Output): Promise<void> {
    if (this.#disposed) throw disposed("view");
    chooseForm(output.data, this.parts.tier);
    this.#next = output;
    this.#crashes = 0;
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

  async #draw(output: Output): Promise<void> {
    this.#seesLoss();
    if (this.#lost) await this.#revive();
    const { metadata, alt } = output;
    const { mime, tier, data: capped, notes } = capForm(output.data, this.parts.tier, this.parts.caps);
    const own = metadata[mime];
    const missing = librariesFor(mime, capped, tier, this.#libraries).filter(({ path }) => !this.#libraries.has(path));
    const libraries = await Promise.all(missing.map((file: AssetFile) => this.parts.store.bytes(file)));
    if (this.#disposed) throw disposed("view");
    for (const { path } of missing) this.#libraries.add(path);
    this.#drawn = Promise.withResolvers();
    const most = { elements: this.parts.caps.htmlNodes, pixels: this.parts.caps.imagePixels };
    const { data, buffers } = mime === mimeTypes.plotly ? typedFigure(capped as Json) : { data: capped, buffers: [] };
    const message: HostToView = { type: "view-draw", mime, data: { [mime]: data }, metadata: isObject(own) ? own : {}, alt, theme: this.#theme, libraries, tier, notes, most, anew: this.#anew };
    this.#send(message, [...libraries, ...buffers]);
    await this.#inTime(this.#drawn, "drawing it");
    this.#anew = false;
    this.mime = mime;
    this.tier = tier;
    this.#shown = output;
    this.element.title = alt;
  }

  /** What the frame owes, or VIEW_FAILED where it is late. Then it hangs, most likely, and the next drawing gets another frame. */
  async #inTime<T>(owed: Owed<T>, what: string): Promise<T> {
    const timer = setTimeout(() => {
      this.#lost = `${what} took too long.`;
      owed.reject(viewLate(what, this.parts.drawMs));
    }, this.parts.drawMs);
    return owed.promise.finally(() => clearTimeout(timer));
  }

  setTheme(theme: Theme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#send({ type: "view-theme", theme });
  }

  async toImage({ format = "png", width = 0, height = 0, scale = 2 }: ImageOptions = {}): Promise<Blob> {
    if (this.#disposed) throw disposed("view");
    // A view that is drawn again has its picture then.
    if (this.#drawing) await this.#drawing.catch(() => {});
    if (this.#disposed) throw disposed("view");
    this.#look();
    if (this.#lost) throw viewLost(this.#lost);
    const requestId = this.#requests++;
    const image: Owed<Blob> = Promise.withResolvers();
    this.#images.set(requestId, image);
    this.#send({ type: "view-to-image", requestId, format, width, height, scale });
    return this.#inTime(image, "a picture of it").finally(() => this.#images.delete(requestId));
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#unlisten();
    this.element.removeEventListener("load", this.#reloaded);
    this.#fail(disposed("view"));
    this.frame.remove();
    this.parts.onDispose(this);
  }

  #listen(): void {
    const { port } = this.frame;
    port.onmessage = (event: MessageEvent<unknown>) => {
      const checked = check(viewToHost, event.data);
      if (checked.ok) this.#receive(checked.value);
    };
    this.#heart = setInterval(() => this.#look(), beat);
  }

  #unlisten(): void {
    this.frame.port.onmessage = null;
    clearInterval(this.#heart);
  }

  /** Draws again what a frame that was moved, or whose process died, had drawn. One that is out of the page loads anew when it comes back. */
  #look(): void {
    if (this.#seesLoss() && this.element.isConnected && (this.frame.moved() || ++this.#crashes === 1)) this.#redraw();
  }

  #seesLoss(): boolean {
    const fate = this.frame.fate();
    if (fate === undefined || this.#lost) return false;
    this.#lose(`its frame is gone: ${fate}.`);
    return true;
  }

  readonly #reloaded = () => {
    // A frame that is being opened is asked with each document that loads.
    if (this.#reviving) return;
    this.#lose("its frame was loaded anew.");
    this.#redraw();
  };

  #lose(why: string): void {
    this.#lost = why;
    this.#fail(viewLost(why));
  }

  /** Draws what was drawn again, in the same place, unless something else is on its way. */
  #redraw(): void {
    this.#next ??= this.#shown;
    const before = this.#drawing ?? Promise.resolve();
    // A drawing that failed with the old frame must have ended first.
    void before.catch(() => {}).then(() => {
      if (!this.#disposed && this.#next) this.#drawing ??= this.#drawAll().finally(() => (this.#drawing = undefined));
      // Who asks next hears of it.
      this.#drawing?.catch(() => {});
    });
  }

  /** Another document in the same iframe. */
  async #revive(): Promise<void> {
    if (!this.element.isConnected) throw viewLost("its frame was taken out of the page.");
    this.#unlisten();
    this.frame.port.close();
    this.#libraries.clear();
    this.#reviving = true;
    this.frame = await this.parts.reopen(this.frame).finally(() => (this.#reviving = false));
    if (this.#disposed) {
      this.frame.remove();
      throw disposed("view");
    }
    this.#lost = "";
    this.#listen();
  }

  #fail(reason: Error): void {
    this.#drawn.promise.catch(() => {});
    this.#drawn.reject(reason);
    for (const image of this.#images.values()) image.reject(reason);
    this.#images.clear();
  }

  #send(message: HostToView, transfer: Transferable[] = []): void {
    this.frame.port.postMessage(message, transfer);
  }

  #receive(message: ViewToHost): void {
    switch (message.type) {
      case "view-ready":
      case "view-spun":
        return;
      case "view-drawn":
        this.needsScripts = message.needsScripts;
        this.notes = message.notes;
        this.#drawn.resolve();
        return;
      case "view-failed":
        this.#drawn.reject(viewFailed(message.message));
        return;
      case "view-resize":
        this.element.style.height = `${Math.min(Math.ceil(message.height), maxHeight)}px`;
        return;
      case "view-image":
        this.#images.get(message.requestId)?.resolve(new Blob([message.image], { type: typeof message.image === "string" ? mimeTypes.svg : mimeTypes.png }));
        return;
      case "view-image-failed":
        this.#images.get(message.requestId)?.reject(viewFailed(message.message));
    }
  }
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);
