import type { SandboxParts } from "./sandbox.ts";
import { PosterPress } from "./poster-press.ts";
import { ViewFrames } from "./view-frames.ts";

/** Figures that stay live though the reader is elsewhere. */
const mostLive = 8;

/** Figures that are drawn at a time. */
const atOnce = 2;

/** How far from what is seen a figure is made live, as a part of the viewport's height. Engines that know scrollMargin may count it twice. */
const margin = 0.5;

/** A view whose figure is live where the reader is, and a picture elsewhere. */
export interface KeptView {
  readonly element: Element;
  readonly live: boolean;
  goLive(): Promise<void>;
  park(): Promise<void>;
}

/** What a sandbox's views share: the frames, the press, and the eye that sees which figures the reader is near. */
export class ViewKeeper {
  readonly frames: ViewFrames;
  readonly press: PosterPress;
  /** Pictures that are held. */
  posters = 0;
  /** Whether the page lets no picture of ours in: then all views are live. */
  barred = false;
  readonly #views = new Map<Element, KeptView>();
  readonly #near = new Set<KeptView>();
  /** Those that are far from the reader, the one that was left longest ago first. */
  readonly #left = new Set<KeptView>();
  /** Those that the reader has clicked into: what was turned there is lost in a picture. */
  readonly #touched = new WeakSet<KeptView>();
  /** Near, and not to be drawn. */
  readonly #failed = new Set<KeptView>();
  #settling = false;
  #drawing = 0;
  readonly #waiting: (() => void)[] = [];
  #eye: IntersectionObserver | undefined;

  constructor(parts: SandboxParts) {
    this.frames = new ViewFrames(parts);
    this.press = new PosterPress(this.frames);
  }

  /** Whether the reader is where this element is, or will be soon. */
  isNear(element: Element): boolean {
    const box = element.getClientRects()[0];
    return box !== undefined && box.bottom >= -margin * innerHeight && box.top <= (1 + margin) * innerHeight;
  }

  /** Runs a drawing when its turn comes: frames share a thread, so that many at once would all be late. */
  async inTurn<T>(draw: () => Promise<T>): Promise<T> {
    while (this.#drawing >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#drawing += 1;
    try {
      return await draw();
    } finally {
      this.#drawing -= 1;
      this.#waiting.shift()?.();
    }
  }

  watch(view: KeptView): void {
    if (!this.#eye) {
      // What scrolls inside the page has no margin but the second, where the engine knows it. There a percentage would be of what the first has grown.
      this.#eye = new IntersectionObserver(this.#see, { rootMargin: `${margin * 100}% 0px`, scrollMargin: `${Math.round(margin * innerHeight)}px 0px` });
      addEventListener("blur", this.#touch);
    }
    this.#views.set(view.element, view);
    this.#eye.observe(view.element);
  }

  forget(view: KeptView): void {
    this.#eye?.unobserve(view.element);
    this.#views.delete(view.element);
    this.#near.delete(view);
    this.#left.delete(view);
    this.#failed.delete(view);
    if (this.#views.size > 0) return;
    this.#rest();
    this.frames.drop();
  }

  dispose(): void {
    this.#rest();
    this.frames.dispose();
  }

  #rest(): void {
    this.#eye?.disconnect();
    this.#eye = undefined;
    removeEventListener("blur", this.#touch);
  }

  readonly #see = (entries: IntersectionObserverEntry[]) => {
    for (const { target, isIntersecting } of entries) {
      const view = this.#views.get(target);
      if (!view) continue;
      if (isIntersecting) {
        this.#left.delete(view);
        this.#near.add(view);
      } else {
        this.#near.delete(view);
        this.#failed.delete(view);
        this.#left.add(view);
      }
    }
    void this.#settle();
  };

  /** Makes live what is near, the nearest first and one at a time, so that who scrolls past fifty figures opens no fifty frames. */
  async #settle(): Promise<void> {
    if (this.#settling) return;
    this.#settling = true;
    for (let view = this.#nearest(); view; view = this.#nearest()) {
      const next = view;
      // Those that make room leave their frames to it.
      await this.#trim(1);
      // What cannot be drawn keeps its picture.
      await next.goLive().catch(() => {});
      if (!next.live && this.#near.has(next)) this.#failed.add(next);
    }
    await this.#trim(0);
    this.#settling = false;
  }

  #nearest(): KeptView | undefined {
    const distance = ({ element }: KeptView) => {
      const { top, bottom } = element.getBoundingClientRect();
      return Math.max(top - innerHeight, -bottom, 0) + Math.abs(top + bottom - innerHeight) / 1e6;
    };
    const waiting = [...this.#near].filter((view) => !view.live && !this.#failed.has(view));
    return waiting.toSorted((one, other) => distance(one) - distance(other))[0];
  }

  /** Where focus goes into a frame, the window only hears that it is gone. */
  readonly #touch = () => {
    const view = [...this.#views.values()].find(({ element }) => element.contains(document.activeElement));
    if (view) this.#touched.add(view);
  };

  /** Gives up the frames of those that the reader left longest ago, where they are too many with those that come. */
  async #trim(coming: number): Promise<void> {
    const live = [...this.#views.values()].filter((view) => view.live).length + coming;
    const away = [...this.#left].filter((view) => view.live);
    const order = [...away.filter((view) => !this.#touched.has(view)), ...away.filter((view) => this.#touched.has(view))];
    for (const view of order.slice(0, Math.max(0, live - mostLive))) await view.park();
  }
}
