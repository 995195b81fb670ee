import type { Output, ViewTier } from "@vitrine/protocol";
import { chooseForm } from "./choose-form.ts";
import { disposed, viewFailed } from "./failures.ts";
import type { FrameView, Theme } from "./frame-view.ts";
import { heightOf } from "./figure-height.ts";
import { Poster } from "./poster.ts";
import { checkedPng, hasPoster, type Pressed } from "./poster-press.ts";
import type { ImageOptions, View, ViewOptions } from "./view.ts";
import type { KeptView, ViewKeeper } from "./view-keeper.ts";

/** CSS pixels that a picture is wide where its place has no width, such as in a folded part of the page. */
const usualWidth = 700;

/** A view in its place: a frame where the reader is near, else a picture of it. */
export class SlotView implements View, KeptView {
  readonly element = document.createElement("div");
  mime = "";
  tier: ViewTier = "data";
  notes: readonly string[] = [];
  needsScripts = false;
  readonly #prefersDark = matchMedia("(prefers-color-scheme: dark)");
  readonly #highest: ViewTier;
  readonly #follows: boolean;
  #theme: Theme;
  #frame: FrameView | undefined;
  /** One that draws for the first time here. */
  #opening: FrameView | undefined;
  #poster: Poster | undefined;
  /** What is drawn, or to be drawn. */
  #output: Output;
  /** The last change between frame and picture. */
  #changed: Promise<unknown> = Promise.resolve();
  #kept = false;
  #disposed = false;

  constructor(
    output: Output,
    parent: Element,
    private readonly options: ViewOptions,
    private readonly keeper: ViewKeeper,
    private readonly onDispose: (view: View) => void,
  ) {
    this.#output = output;
    this.#highest = options.tier ?? "static";
    const scheme = options.theme ?? schemeOf(parent);
    this.#follows = scheme === "either";
    this.#theme = scheme !== "either" ? scheme : this.#prefersDark.matches ? "dark" : "light";
    if (this.#follows) this.#prefersDark.addEventListener("change", this.#follow);
    this.element.style.cssText = "display: block; position: relative;";
    parent.append(this.element);
  }

  get live(): boolean {
    return this.#frame !== undefined;
  }

  /** Draws it for the first time. */
  async open(): Promise<void> {
    const { keeper, options, element } = this;
    const form = chooseForm(this.#output.data, this.#highest);
    this.#kept = options.lazy !== false && this.#highest !== "scripted" && hasPoster(form.mime) && !keeper.barred;
    if (!this.#kept) return this.goLive();
    // Its place is kept before it is drawn, so that the page does not jump and those below it are not taken for near.
    element.style.minHeight = `${heightOf(this.#output.data[form.mime])}px`;
    if (options.poster !== undefined) {
      this.mime = form.mime;
      this.tier = form.tier;
      // One that is none is done without.
      await this.#change(() => this.#put(options.poster!, sharpness())).catch(() => {});
    }
    if (keeper.isNear(element)) await this.goLive();
    // A form of which there is no picture, or a page that lets none in.
    else if (!this.#poster) await this.#change(() => this.#print()).catch(() => this.goLive());
    element.style.minHeight = "";
    if (!this.#disposed) keeper.watch(this);
  }

  async update(output: Output): Promise<void> {
    this.#refuseDisposed();
    chooseForm(output.data, this.#highest);
    await this.#changed;
    this.#refuseDisposed();
    const before = this.#output;
    this.#output = output;
    try {
      if (this.#frame) {
        await this.#frame.update(output);
        this.#tell(this.#frame);
      } else {
        await this.#redraw(output);
      }
    } catch (error) {
      // What was drawn stays.
      if (this.#output === output) this.#output = before;
      throw error;
    }
  }

  /** Draws what an update brought where there was no frame. Of many only the last is wanted. */
  async #redraw(output: Output): Promise<void> {
    if (!hasPoster(chooseForm(output.data, this.#highest).mime)) {
      await this.goLive();
      return this.#frame?.update(output);
    }
    await this.#change(async () => {
      if (this.#output !== output) return;
      if (this.#frame) await this.#frame.update(output);
      else await this.#print();
    });
  }

  setTheme(theme: Theme): void {
    this.#prefersDark.removeEventListener("change", this.#follow);
    this.#colour(theme);
  }

  async toImage(options: ImageOptions = {}): Promise<Blob> {
    this.#refuseDisposed();
    await this.#changed;
    this.#refuseDisposed();
    if (this.#frame) return this.#frame.toImage(options);
    const pressed = await this.keeper.press.print(() => this.#wish(), this.#width(), options);
    if (!pressed) throw disposed("view");
    return pressed.image;
  }

  /** Puts a frame in the place of the picture. */
  goLive(): Promise<void> {
    return this.#change(async () => {
      if (this.#frame || this.#disposed) return;
      const frame = await (this.#kept ? this.keeper.inTurn(() => this.#drawnFrame()) : this.#drawnFrame());
      Object.assign(frame.element.style, { position: "", inset: "", opacity: "", pointerEvents: "" });
      frame.setTheme(this.#theme);
      this.#frame = frame;
      const focused = this.#poster?.hasFocus;
      this.#removePoster();
      // The reader stays where they were.
      if (focused) frame.element.focus();
      this.#tell(frame);
    });
  }

  /** A frame in which the output is drawn. */
  async #drawnFrame(): Promise<FrameView> {
    this.#refuseDisposed();
    const output = this.#output;
    const frame = await this.keeper.frames.take(this.element, { output, tier: this.#highest, theme: this.#theme });
    this.#opening = frame;
    try {
      // Unseen, over the picture; another figure may still stand in it.
      if (this.#poster || frame.mime) Object.assign(frame.element.style, { position: "absolute", inset: "0 0 auto", opacity: "0", pointerEvents: "none" });
      this.#refuseDisposed();
      await frame.update(output);
      this.#refuseDisposed();
      return frame;
    } catch (error) {
      frame.dispose();
      throw error;
    } finally {
      this.#opening = undefined;
    }
  }

  /** Puts a picture in the place of the frame, as it looks at this moment. */
  park(): Promise<void> {
    return this.#change(async () => {
      const frame = this.#frame;
      if (!frame || this.#disposed || !hasPoster(frame.mime) || this.keeper.barred) return;
      const scale = sharpness();
      await this.#putPng(await frame.toImage({ format: "png", scale }), scale);
      if (this.#disposed) return;
      this.#frame = undefined;
      this.keeper.frames.giveBack(frame);
    }).catch(() => {
      // It stays live.
    });
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#prefersDark.removeEventListener("change", this.#follow);
    this.#frame?.dispose();
    this.#opening?.dispose();
    this.#removePoster();
    this.element.remove();
    if (this.#kept) this.keeper.forget(this);
    this.onDispose(this);
  }

  /** One change after the other. */
  #change<T>(step: () => Promise<T>): Promise<T> {
    const changed = this.#changed.then(step);
    this.#changed = changed.catch(() => {});
    return changed;
  }

  async #print(): Promise<void> {
    const scale = sharpness();
    const pressed = await this.keeper.press.print(() => this.#wish(), this.#width(), { format: "png", scale });
    if (!pressed) return;
    // A form that was refused gave way to another: a picture of the guest's own stays in a frame.
    if (!hasPoster(pressed.mime)) throw viewFailed("this form has no picture of ours.");
    this.#tell(pressed);
    await this.#putPng(pressed.image, scale);
  }

  async #putPng(image: Blob, scale: number): Promise<void> {
    const picture = await checkedPng(image);
    // Our own pictures are none only where the page's policy lets no blob in.
    await this.#put(picture, scale).catch((error: unknown) => {
      this.keeper.barred = true;
      throw error;
    });
  }

  async #put(picture: Blob | string, scale: number): Promise<void> {
    const { keeper } = this;
    const poster = await Poster.of({ picture, scale, alt: this.#output.alt, notes: this.notes, onWanted: () => void this.goLive().catch(() => {}) });
    if (this.#disposed) return poster.dispose();
    this.#removePoster();
    this.#poster = poster;
    keeper.posters += 1;
    this.element.prepend(poster.element);
  }

  #removePoster(): void {
    if (!this.#poster) return;
    this.keeper.posters -= 1;
    this.#poster.dispose();
    this.#poster = undefined;
  }

  #tell({ mime, tier, notes, needsScripts = false }: Omit<Pressed, "image"> & { needsScripts?: boolean }): void {
    Object.assign(this, { mime, tier, notes, needsScripts });
  }

  readonly #wish = () => (this.#disposed ? undefined : { output: this.#output, tier: this.#highest, theme: this.#theme });
  readonly #width = () => this.element.clientWidth || usualWidth;
  readonly #follow = () => this.#colour(this.#prefersDark.matches ? "dark" : "light");

  #colour(theme: Theme): void {
    if (this.#disposed || theme === this.#theme) return;
    this.#theme = theme;
    this.#frame?.setTheme(theme);
    this.#change(async () => {
      if (this.#poster && !this.#frame) await this.#print();
      else this.#frame?.setTheme(this.#theme);
    }).catch(() => {});
  }

  #refuseDisposed(): void {
    if (this.#disposed) throw disposed("view");
  }
}

/** Pixels per CSS pixel of a poster. */
const sharpness = () => Math.min(Math.max(devicePixelRatio, 1), 2);

/** The colours of the place where the view goes: a page that never speaks of dark is light, whatever the reader prefers. */
function schemeOf(element: Element): Theme | "either" {
  const words = getComputedStyle(element).colorScheme.split(" ");
  if (!words.includes("dark")) return "light";
  return words.includes("light") ? "either" : "dark";
}
