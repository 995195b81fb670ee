import { createSandbox, type Progress, type Sandbox } from "@vitrine/sdk";

/** What runs a program. */
export interface Place {
  distribution: string;
  language: string;
}

/** One sandbox at a time: another distribution or language takes the place of the last. */
export class Sandboxes {
  #open: { place: Place; sandbox: Promise<Sandbox> } | undefined;

  constructor(private readonly onProgress: (progress: Progress) => void) {}

  get(place: Place): Promise<Sandbox> {
    const { distribution, language } = place;
    if (this.#open?.place.distribution === distribution && this.#open.place.language === language) return this.#open.sandbox;
    void this.#open?.sandbox.then((sandbox) => sandbox.dispose()).catch(() => {});
    const sandbox = createSandbox({ assets: "/assets/", frameUrl: "/vitrine/frame.html", distribution, preload: [language], onProgress: this.onProgress });
    const opened = { place, sandbox };
    this.#open = opened;
    sandbox.catch(() => {
      if (this.#open === opened) this.#open = undefined;
    });
    return sandbox;
  }
}
