import { distributionOf } from "./distribution-of.ts";
import type { Images } from "./images.ts";
import { Kernel } from "./kernel.ts";
import { loadPyodide } from "./runtimes/load-pyodide.ts";
import type { LoadedRuntime, LoaderHouse } from "./runtimes/runtime-loader.ts";
import type { SandboxParts } from "./sandbox.ts";

/** A kernel frame, and what runs in it. */
export class OpenedKernel {
  readonly #runtimes = new Map<string, Promise<LoadedRuntime>>();
  /** undefined: the embedder wants none, or nothing has run in Python. */
  images: Images | undefined;

  constructor(
    readonly kernel: Kernel,
    private readonly parts: SandboxParts,
    loading: ReadonlyMap<string, Promise<LoadedRuntime>>,
  ) {
    for (const [language, loaded] of loading) this.#runtimes.set(language, this.#start(language, loaded));
  }

  /** The language's runtime, once the frame has it; fetched when it is first asked for. Throws what the assets and the frame throw. */
  runtime(language: string): Promise<LoadedRuntime> {
    const known = this.#runtimes.get(language);
    if (known) return known;
    const starting = this.#start(language, loadRuntime(language, this.parts));
    this.#runtimes.set(language, starting);
    return starting;
  }

  async #start(language: string, loading: Promise<LoadedRuntime>): Promise<LoadedRuntime> {
    try {
      const loaded = await loading;
      const { kernel, parts } = this;
      await kernel.start(loaded.parts, parts.frameUrl).catch(async (error: unknown) => {
        if (!loaded.withoutWasm) throw error;
        await kernel.start(await loaded.withoutWasm(), parts.frameUrl);
      });
      loaded.onStart?.(kernel);
      if (loaded.images) this.images = loaded.images;
      if (language === "python") void this.#keepSpares();
      return loaded;
    } catch (error) {
      // The next run may have better luck.
      this.#runtimes.delete(language);
      throw error;
    }
  }

  /** Not before a served image is there that they would go on from. */
  async #keepSpares(): Promise<void> {
    const { kernel, parts, images } = this;
    await images?.want([], kernel);
    if (document.visibilityState !== "hidden") kernel.keepSpares(parts.spares, parts.limits.memoryBytes);
  }
}

/** Fetches the files of the languages that are wanted at once while the frame loads, and starts them in it. */
export async function openKernel(parts: SandboxParts): Promise<OpenedKernel> {
  const loading = new Map(parts.preload.map((language) => [language, loadRuntime(language, parts)]));
  for (const loaded of loading.values()) loaded.catch(() => {});
  const opened = new OpenedKernel(await Kernel.open(parts.frameUrl, parts.sharedMemory), parts, loading);
  try {
    await Promise.all(parts.preload.map((language) => opened.runtime(language)));
    return opened;
  } catch (error) {
    // The frame must not stay behind.
    opened.kernel.dispose();
    throw error;
  }
}

async function loadRuntime(language: string, { store, distributions, policy, images }: SandboxParts): Promise<LoadedRuntime> {
  const distribution = distributionOf(language, distributions);
  const house: LoaderHouse = { store, packages: policy.packages, images };
  if (distribution.runtime === "pyodide") return loadPyodide(language, distribution, house);
  if (distribution.runtime === "wasi") return (await import("./runtimes/load-wasi.ts")).loadWasi(language, distribution, house);
  if (distribution.runtime === "interpreter") return (await import("./runtimes/load-interpreter.ts")).loadInterpreter(language, distribution, house);
  return (await import("./runtimes/load-quickjs.ts")).loadQuickjs(language, distribution, house);
}
