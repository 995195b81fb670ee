import type { Output, ViewTier } from "@vitrine/protocol";
import { capsOf } from "./caps/cap-form.ts";
import { chooseForm } from "./choose-form.ts";
import { disposed } from "./failures.ts";
import { FrameView, type Theme } from "./frame-view.ts";
import type { SandboxParts } from "./sandbox.ts";
import { openSealedFrame, type SealedFrame } from "./sealed-frame.ts";
import { sharesThread } from "./shares-thread.ts";
import type { OpenedFrame } from "./spare-view.ts";
import { canMove, moveFrame } from "./move-frame.ts";
import { outOfSight } from "./out-of-sight.ts";
import { librariesFor } from "./view-libraries.ts";

/** Frames that are kept though no view has them, and for how many milliseconds. */
const mostIdle = 2;
const patience = 30_000;

/** What a frame is wanted for. */
export interface FrameWish {
  output: Output;
  tier: ViewTier;
  theme: Theme;
}

/** The frames that views draw in: opened, lent, taken back, and lent again to another figure, so that a page of many figures holds few. */
export class ViewFrames {
  readonly #open = new Set<FrameView>();
  readonly #idle: FrameView[] = [];
  #holder: HTMLElement | undefined;
  #disposed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: SandboxParts) {}

  /** Frames that are in the page. */
  get count(): number {
    return this.#open.size;
  }

  /** A place that is laid out, with a width, where nobody sees or meets it. */
  holder(width: number): HTMLElement {
    this.#holder ??= outOfSight();
    this.#holder.style.width = `${width}px`;
    return this.#holder;
  }

  /** A frame in this place that has drawn nothing, or something else. Throws FRAME_BLOCKED or DISPOSED. */
  async take(place: Element, wish: FrameWish): Promise<FrameView> {
    if (this.#disposed) throw disposed("sandbox");
    return this.#reuse(place, wish) ?? this.#openAnew(place, wish);
  }

  /** Keeps a frame that drew data of the guest's with our renderers for what is drawn next, where it can be moved. */
  giveBack(frame: FrameView): void {
    const { element } = frame;
    if (!frame.sound || document.hidden || this.#disposed) return frame.dispose();
    if (element.parentElement !== this.#holder && !moveFrame(element, this.holder(700))) return frame.dispose();
    element.hidden = true;
    frame.renew();
    this.#idle.push(frame);
    if (this.#idle.length > mostIdle) this.#idle.shift()!.dispose();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.drop(), patience);
  }

  /** Takes out of the page whatever no view has. */
  drop(): void {
    clearTimeout(this.#timer);
    for (const frame of this.#idle.splice(0)) frame.dispose();
    if (this.#holder?.childElementCount !== 0) return;
    this.#holder.remove();
    this.#holder = undefined;
  }

  dispose(): void {
    this.#disposed = true;
    this.drop();
    for (const frame of this.#open) frame.dispose();
    this.#holder?.remove();
    this.#holder = undefined;
  }

  /** One that has all the libraries that are needed. */
  #reuse(place: Element, { output, tier, theme }: FrameWish): FrameView | undefined {
    if (tier === "scripted") return undefined;
    const form = chooseForm(output.data, tier);
    const fits = (frame: FrameView) =>
      frame.sound && frame.tierAllowed === tier && (canMove() || place === this.#holder) && librariesFor(form.mime, output.data[form.mime]!, form.tier, frame.libraries).every(({ path }) => frame.libraries.has(path));
    const frame = this.#idle.find(fits);
    if (!frame) return undefined;
    this.#idle.splice(this.#idle.indexOf(frame), 1);
    if (frame.element.parentElement !== place && !moveFrame(frame.element, place)) {
      frame.dispose();
      return undefined;
    }
    frame.element.hidden = false;
    frame.setTheme(theme);
    return frame;
  }

  async #openAnew(parent: Element, { output, tier, theme }: FrameWish): Promise<FrameView> {
    const { parts } = this;
    // Throws before there is a frame.
    const form = chooseForm(output.data, tier);
    const needed = (loaded?: ReadonlySet<string>) => librariesFor(form.mime, output.data[form.mime]!, form.tier, loaded);
    const prepare = (iframe: HTMLIFrameElement) => {
      iframe.title = output.alt;
      iframe.style.cssText = "display: block; width: 100%; height: 0; border: 0; background: transparent; color-scheme: light;";
    };
    const open = (again?: SealedFrame) => openSealedFrame({ script: "view", parent, frameUrl: parts.frameUrl, nests: tier === "scripted", prepare, ...(again && { again }) });
    const { frame, loaded } = (tier === "scripted" ? undefined : await parts.spareView?.take(parent, needed)) ?? (await openFresh());
    for (const attribute of ["hidden", "tabindex", "aria-hidden"]) frame.iframe.removeAttribute(attribute);
    prepare(frame.iframe);
    parts.sharesThread ??= sharesThread(frame);
    const caps = capsOf(parts.limits, await parts.sharesThread);
    const view = new FrameView(frame, { tier, theme, store: parts.store, drawMs: parts.limits.drawMs, caps, loaded, reopen: open, onDispose: (gone) => this.#open.delete(gone) });
    this.#open.add(view);
    return view;

    async function openFresh(): Promise<OpenedFrame> {
      // On their way while the frame opens.
      for (const file of needed()) parts.store.load(file).catch(() => {});
      return { frame: await open(), loaded: new Set() };
    }
  }
}
