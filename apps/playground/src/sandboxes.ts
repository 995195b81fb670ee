import { createSandbox, type Progress, type Sandbox } from "@vitrine/sdk";

/** One sandbox at a time: another distribution takes the place of the last. */
export class Sandboxes {
  #open: { distribution: string; sandbox: Promise<Sandbox> } | undefined;

  constructor(private readonly onProgress: (progress: Progress) => void) {}

  get(distribution: string): Promise<Sandbox> {
    if (this.#open?.distribution === distribution) return this.#open.sandbox;
    void this.#open?.sandbox.then((sandbox) => sandbox.dispose()).catch(() => {});
    const sandbox = createSandbox({ assets: "/assets/", frameUrl: "/vitrine/frame.html", distribution, onProgress: this.onProgress });
    const opened = { distribution, sandbox };
    this.#open = opened;
    sandbox.catch(() => {
      if (this.#open === opened) this.#open = undefined;
    });
    return sandbox;
  }
}
