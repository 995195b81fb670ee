/** Milliseconds that an engine is given to report the violation that proves its policy. */
const patience = 5000;

let proof: Promise<boolean> | undefined;

/**
 * An empty document of the page's own origin with a policy of its own, to fetch from. fetch() hides where a redirect leads,
 * so the browser has to check each hop: it does so by `connect-src`. No script ever runs in there.
 */
export class PolicedFrame {
  readonly #iframe: HTMLIFrameElement;
  readonly #policy: string;
  /** Requests that a policy stopped since the frame opened: this one (a redirect), or the page's own, which the frame inherits. */
  readonly #violations: { by: "frame" | "page"; blocked: string }[] = [];

  private constructor(iframe: HTMLIFrameElement, origins: readonly string[]) {
    this.#iframe = iframe;
    this.#policy = `default-src 'none'; connect-src ${origins.join(" ") || "'none'"}`;
    const { contentDocument } = iframe;
    const meta = contentDocument!.createElement("meta");
    meta.httpEquiv = "Content-Security-Policy";
    meta.content = this.#policy;
    contentDocument!.head.append(meta);
    contentDocument!.addEventListener("securitypolicyviolation", ({ originalPolicy, blockedURI }) => {
      this.#violations.push({ by: originalPolicy.includes(`connect-src ${origins.join(" ")}`) ? "frame" : "page", blocked: blockedURI });
    });
  }

  /** A frame from which only these origins can be reached; undefined where the engine does not keep such a policy. */
  static async open(origins: readonly string[]): Promise<PolicedFrame | undefined> {
    const iframe = document.createElement("iframe");
    Object.assign(iframe, { hidden: true, title: "Vitrine network", tabIndex: -1, ariaHidden: "true" });
    // Firefox replaces the first empty document by another.
    const loaded = new Promise((resolve) => iframe.addEventListener("load", resolve, { once: true }));
    (document.body ?? document.documentElement).append(iframe);
    await loaded;
    const frame = new PolicedFrame(iframe, origins);
    proof ??= frame.#proves();
    if (await proof) return frame;
    frame.remove();
    return undefined;
  }

  /** The frame's fetch. Credentials, referrer and caches of the page stay out of it. */
  fetch(url: string, init: RequestInit): Promise<Response> {
    return this.#iframe.contentWindow!.fetch(url, { ...init, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
  }

  /** Whose policy stopped a request to this origin; undefined: none did. */
  stoppedBy(origin: string): "frame" | "page" | undefined {
    return this.#violations.findLast(({ blocked }) => blocked.startsWith(origin))?.by;
  }

  remove(): void {
    this.#iframe.remove();
  }

  /** Asks for what no list has: the policy is kept where the engine says that it stopped it. */
  async #proves(): Promise<boolean> {
    const { contentDocument } = this.#iframe;
    const stopped = new Promise<boolean>((resolve) => {
      contentDocument!.addEventListener("securitypolicyviolation", () => resolve(true), { once: true });
      setTimeout(() => resolve(false), patience);
    });
    await this.fetch("https://vitrine.invalid/", {}).catch(() => {});
    return stopped;
  }
}
