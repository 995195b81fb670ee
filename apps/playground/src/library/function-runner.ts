import type { GuestFunction, InvokeResult, Json, KeptFunction, Sandbox } from "@vitrine/sdk";
import { LazySandbox } from "@vitrine/sdk/ui";

/** Calls functions in the page's sandbox. The last one stays defined until another code is called. */
export class FunctionRunner {
  readonly #sandbox = new LazySandbox({ assets: "/assets/", frameUrl: "/vitrine/frame.html", preload: [] });
  #defined: { language: string; code: string; fn: GuestFunction } | undefined;
  #stopping: AbortController | undefined;

  /** `onLoad` hears how many megabytes of the runtime have arrived, while a call waits for them. */
  constructor(onLoad: (megabytes: string) => void) {
    let told = 0;
    this.#sandbox.subscribe(() => {
      const { loadedBytes } = this.#sandbox.state();
      if (this.#stopping && loadedBytes !== told) onLoad((loadedBytes / 1e6).toFixed(1));
      told = loadedBytes;
    });
  }

  /** Rejects only for what is not the function's fault. */
  async call({ language, code }: KeptFunction, input: Json): Promise<{ sandbox: Sandbox; result: InvokeResult }> {
    const { signal } = (this.#stopping = new AbortController());
    try {
      const sandbox = await this.#sandbox.open();
      if (this.#defined?.language !== language || this.#defined.code !== code) {
        this.#defined?.fn.dispose();
        this.#defined = undefined;
        this.#defined = { language, code, fn: await sandbox.define({ language, code, signal }) };
      }
      const { fn } = this.#defined;
      return { sandbox, result: signal.aborted ? fn.defined : await fn.invoke(input, { signal }) };
    } finally {
      this.#stopping = undefined;
    }
  }

  stop(): void {
    this.#stopping?.abort();
  }
}
