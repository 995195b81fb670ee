import type { Distribution, EmbeddedFile, HousedImage, Limits, Output, Payload, Policy, RunInputs, RunResult } from "@vitrine/protocol";
import { Ahead } from "./ahead.ts";
import type { AssetStore } from "./asset-store.ts";
import { Broker } from "./broker.ts";
import { checkLimits } from "./check-limits.ts";
import type { EmbedPurpose } from "./embed-files.ts";
import { distributionOf } from "./distribution-of.ts";
import type { DefineOptions, GuestFunction } from "./define.ts";
import type { Definitions } from "./guest-functions.ts";
import { disposed, invalidArgument } from "./failures.ts";
import { GuestNetwork } from "./guest-network.ts";
import type { Kernel } from "./kernel.ts";
import { manifestOf } from "./manifest.ts";
import type { NetworkRules } from "./network-rules.ts";
import type { PackageCatalog } from "./package-catalog.ts";
import { KernelRun, type Run, type RunHouse, type RunParts } from "./run.ts";
import { readRunInputs, type RunOptions } from "./run-inputs.ts";
import type { PipeOptions, PipeResult, PipeStep } from "./pipe.ts";
import type { Session, SessionOptions } from "./session.ts";
import { type OpenedKernel, openKernel } from "./open-kernel.ts";
import type { LoadedRuntime } from "./runtimes/runtime-loader.ts";
import type { PictureOptions } from "./picture.ts";
import type { SpareView } from "./spare-view.ts";
import type { View, ViewOptions } from "./view.ts";
import type { ViewKeeper } from "./view-keeper.ts";

/** Runs that may go on at once; more wait in the queue. */
const concurrency = 2;

export interface SandboxParts {
  store: AssetStore;
  /** What runs each language, in order of preference. */
  distributions: readonly Distribution[];
  /** Languages whose runtimes are loaded at once. */
  preload: readonly string[];
  policy: Policy;
  /** The policy's rules for the network, checked. */
  network: NetworkRules;
  limits: Limits;
  frameUrl: string | undefined;
  sharedMemory: boolean;
  images: boolean | "served";
  spares: number;
  /** Whether view frames run on this page's thread: measured with the first one. */
  sharesThread?: Promise<boolean>;
  /** The view frame that waits, where prepare() has had one opened. */
  spareView?: SpareView;
  /** What views share, once there was one. */
  keeper?: ViewKeeper;
}

/** What a sandbox holds. */
export interface SandboxCounts {
  /** Runs that wait or go on. */
  runs: number;
  sessions: number;
  views: number;
  /** Frames that views draw in; those included that wait out of sight to draw what is next. */
  viewFrames: number;
  /** Pictures that stand for figures which the reader is far from: a blob URL each, where it is not the embedder's. */
  posters: number;
  /** Workers that live: one for each run that goes on and each session that has begun. */
  workers: number;
  /** Workers that wait ahead for a run. */
  spares: number;
  /** URLs of blobs that the kernel frame has made and not revoked: three for each worker. */
  blobUrls: number;
}

/** What of a run's options stays in the host. */
type HostOptions = Pick<RunOptions, "onInput" | "functions"> & { limits?: Partial<Limits> };

/** A sealed place to run code in. One page needs one; each run in it gets a fresh interpreter. */
export class Sandbox {
  readonly #parts: SandboxParts;
  readonly #running = new Set<KernelRun>();
  readonly #views = new Set<View>();
  readonly #sessions = new Set<Session>();
  #kernel: Kernel | undefined;
  #opened: Promise<OpenedKernel> | undefined;
  #waiting: (() => void)[] = [];
  #free = concurrency;
  #runs = 0;
  #openedSessions = 0;
  #disposed = false;
  readonly #ahead: Ahead;

  /** Use createSandbox. */
  constructor(parts: SandboxParts) {
    this.#parts = parts;
    this.#ahead = new Ahead(parts, { catalog: () => this.#catalog(), opened: () => this.#opened });
    addEventListener("pagehide", this.#leave);
    document.addEventListener("visibilitychange", this.#see);
  }

  /** Nobody waits for a run in a page that nobody sees. */
  readonly #see = () => this.#kernel?.keepSpares(document.visibilityState === "hidden" ? 0 : this.#parts.spares, this.#parts.limits.memoryBytes);

  /** A page that is left may come back from the browser's cache, but its runs would have stood still in between. */
  readonly #leave = () => {
    if (this.#running.size > 0) this.#kernel?.lose("The page was left or reloaded while the program ran.");
  };

  /** What the sandbox holds at this moment, for tests of leaks and for curious embedders. */
  async inspect(): Promise<SandboxCounts> {
    const counts = await this.#kernel?.counts();
    return { runs: this.#running.size, sessions: this.#sessions.size, views: this.#views.size, viewFrames: this.#parts.keeper?.frames.count ?? 0, posters: this.#parts.keeper?.posters ?? 0, workers: counts?.workers ?? 0, spares: counts?.spares ?? 0, blobUrls: counts?.blobUrls ?? 0 };
  }

  /** Opens the kernel frame and loads the runtimes that are wanted at once. createSandbox has done it; later calls cost nothing. */
  async open(): Promise<Kernel> {
    if (this.#disposed) throw disposed("sandbox");
    // A frame that died, or was taken out of the page, is replaced for the next run.
    if (this.#kernel && !this.#kernel.alive) {
      this.#kernel.lose("The kernel frame is gone.");
      this.#kernel = this.#opened = undefined;
    }
    this.#opened ??= openKernel(this.#parts);
    const opened = this.#opened;
    try {
      const { kernel } = await opened;
      this.#kernel = kernel;
      if (!this.#disposed) return kernel;
      // Disposed while it opened: nobody else will take it out of the page.
      kernel.dispose();
      throw disposed("sandbox");
    } catch (error) {
      // The next run may have better luck.
      if (this.#opened === opened) this.#opened = undefined;
      throw error;
    }
  }

  /**
   * Tells what a reply says so far, while it streams in: call it with the whole text after each part. Once a block of Python is open, the interpreter starts; what
   * its lines import, and what draws its figures, is fetched, as far as a run's own would be. Runs nothing and never fails; a hidden page prepares nothing. Throws INVALID_ARGUMENT where `reply` is no text.
   */
  prepare(reply: string): void {
    if (typeof reply !== "string") throw invalidArgument("`reply` is not text.", "Pass the reply so far.");
    if (!this.#disposed && !document.hidden) this.#ahead.read(reply);
  }

  /** Runs a program in a fresh interpreter. */
  run(program: Payload | (RunOptions & { limits?: Partial<Limits> })): Run {
    // A payload is the server's and the model's word, so only options carry limits.
    const options: HostOptions = "vitrine" in program ? {} : program;
    return this.#start(this.#read(program, options.limits), options);
  }

  /**
   * Runs programs one after another, each on what the one before left, until one fails: what it printed, or a file, becomes the next one's standard input, a variable or a file.
   * Throws INVALID_ARGUMENT, LANGUAGE_UNSUPPORTED, FILE_UNAVAILABLE or DISPOSED.
   */
  async pipe(steps: readonly PipeStep[], options: PipeOptions = {}): Promise<PipeResult> {
    const { runPipe } = await import("./pipe.ts");
    return runPipe(steps, options, (step) => this.#read(step, step.limits), (inputs, given) => this.#start(inputs, given));
  }

  #read(program: Payload | RunOptions, limits: Partial<Limits> = {}): Promise<RunInputs> {
    return readRunInputs(program, this.#languages, limits.fileBytes ?? this.#parts.limits.fileBytes);
  }

  /**
   * Opens a session: an interpreter whose variables and files go on from run to run. It starts with its first run.
   * Throws INVALID_ARGUMENT, DISPOSED or STORAGE_UNAVAILABLE.
   */
  async session(options: SessionOptions = {}): Promise<Session> {
    return this.#session(options);
  }

  /** `within`: it belongs to a run, which waits for it, and so takes no turn of its own. */
  async #session(options: SessionOptions, within = false): Promise<Session> {
    if (this.#disposed) throw disposed("sandbox");
    const { openSession } = await import("./session.ts");
    const session = await openSession(`session-${++this.#openedSessions}`, options, {
      limits: { ...this.#parts.limits, ...checkLimits(options.limits ?? {}) },
      languages: this.#languages,
      kernel: () => this.open(),
      run: (inputs, given, membership) => this.#start(inputs, given, membership, within),
      onDispose: (ended) => this.#sessions.delete(ended),
    });
    if (this.#disposed) {
      session.dispose();
      throw disposed("sandbox");
    }
    this.#sessions.add(session);
    return session;
  }

  /**
   * Runs a program once and keeps the function that it makes, to be called many times: `module.exports = function …` or `export default`; in Python `main`, or the last one.
   * Throws INVALID_ARGUMENT, LANGUAGE_UNSUPPORTED or DISPOSED.
   */
  async define(options: DefineOptions): Promise<GuestFunction> {
    const { defineFunction } = await import("./define.ts");
    return defineFunction(options, (given) => this.#session(given));
  }

  #start(inputs: Promise<RunInputs>, { limits = {}, onInput, functions }: HostOptions, session?: RunParts["session"], within = false): KernelRun {
    const allowed = { ...this.#parts.limits, ...checkLimits(limits) };
    const run = new KernelRun(`run-${++this.#runs}`, { inputs, enter: (given) => this.#enter(given, allowed, functions, within), manifest: this.#manifest, onInput, ...(session && { session }) });
    this.#running.add(run);
    void this.#ahead.expectFigure(inputs, run.events);
    void this.#opened?.then(({ images }) => images?.pause());
    const forget = (result?: RunResult) => {
      this.#running.delete(run);
      if (this.#running.size > 0) return;
      this.#opened?.then(({ images, kernel }) => images?.settle(result?.manifest.packages.map(({ file }) => file) ?? [], kernel)).catch(() => {});
    };
    run.result.then(forget, () => forget());
    return run;
  }

  /** Draws the output in a view in the element: in a frame where the reader is near, else as a picture of a figure. Throws OUTPUT_UNSUPPORTED, OUTPUT_LIMIT, VIEW_FAILED or FRAME_BLOCKED. */
  async show(output: Output, element: Element, options: ViewOptions = {}): Promise<View> {
    if (this.#disposed) throw disposed("sandbox");
    const { openView } = await import("./view.ts");
    const view = await openView(output, element, options, this.#parts, (ended) => this.#views.delete(ended));
    if (this.#disposed) {
      // Disposed while it opened: nobody else will take it out of the page.
      view.dispose();
      throw disposed("sandbox");
    }
    this.#views.add(view);
    this.#ahead.shown();
    return view;
  }

  /**
   * A PNG of an output, small enough for a model, drawn in a view that nobody sees: for the `pictures` of toModelContent. Throws what `show` throws, and VIEW_FAILED where
   * the output has no picture.
   */
  async picture(output: Output, options: PictureOptions = {}): Promise<Uint8Array> {
    const { makePicture } = await import("./picture.ts");
    return makePicture((element, viewed) => this.show(output, element, viewed), options);
  }

  /**
   * The files that a page needs which is to show this result by itself, from disk and without a network (`renderHtml`'s `embedded`): vitrine.js, and for what the page is
   * for, "result": the result and what draws it; "run": the runtime, the packages that the run used, and what draws its outputs; "online": nothing more. Throws ASSET_UNAVAILABLE.
   */
  async embed(result: Pick<RunResult, "outputs" | "stdout" | "stderr" | "manifest">, purpose: EmbedPurpose): Promise<EmbeddedFile[]> {
    if (this.#disposed) throw disposed("sandbox");
    const { embedFiles } = await import("./embed-files.ts");
    return embedFiles(result, purpose, this.#parts, () => this.#catalog());
  }

  /**
   * Makes images of an interpreter with these packages imported (of plotly, numpy, pandas), for the assets directory: what `vitrine assets --image` does. Takes a minute.
   * Throws INVALID_ARGUMENT for other packages and where this sandbox or engine makes none.
   */
  async makeImages(packages: readonly string[]): Promise<(Omit<HousedImage, "file"> & { image: Blob })[]> {
    const { images } = await this.#runtime("python");
    if (!images || this.#parts.images !== true) throw invalidArgument("This sandbox makes no images.", "Open it with `images: true`, in Chromium or Firefox.");
    return images.makeAll(packages, await this.open());
  }

  /** Ends every run and view and takes the frames out of the page. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#ahead.stop();
    removeEventListener("pagehide", this.#leave);
    document.removeEventListener("visibilitychange", this.#see);
    this.#opened?.then(({ images }) => images?.dispose()).catch(() => {});
    for (const view of this.#views) view.dispose();
    this.#parts.keeper?.dispose();
    for (const session of this.#sessions) session.dispose();
    this.#kernel?.dispose();
    for (const run of this.#running) run.lose("The sandbox was disposed.");
    for (const enter of this.#waiting.splice(0)) enter();
  }

  readonly #manifest = (inputs: RunInputs, served: Parameters<typeof manifestOf>[2]) => manifestOf(inputs, distributionOf(inputs.language, this.#parts.distributions), served);

  get #languages(): string[] {
    return this.#parts.distributions.flatMap(({ languages }) => languages);
  }

  async #enter(inputs: RunInputs, limits: Limits, functions: Definitions | undefined, within: boolean): Promise<RunHouse> {
    const { language } = inputs;
    await this.#runtime(language);
    if (!within) await this.#turn();
    const leave = () => {
      if (within) return;
      this.#free += 1;
      this.#waiting.shift()?.();
    };
    try {
      const kernel = await this.open();
      const { catalog, moduleKey } = await this.#runtime(language);
      const { packagesOf } = await import("./program-needs.ts");
      const wants = catalog ? packagesOf(inputs, catalog) : [];
      if (catalog) await (await this.#opened)?.images?.want(wants, kernel);
      const offered = functions && new (await import("./guest-functions.ts")).GuestFunctions(functions, limits, (given) => this.#session(given, true));
      return { kernel, catalog, wants, moduleKey, broker: new Broker(this.#parts.store, catalog, new GuestNetwork(this.#parts.network, limits), offered), limits, leave };
    } catch (error) {
      leave();
      throw error;
    }
  }

  async #runtime(language: string): Promise<LoadedRuntime> {
    await this.open();
    return (await this.#opened!).runtime(language);
  }

  /** Python's. */
  async #catalog(): Promise<PackageCatalog> {
    return (await this.#runtime("python")).catalog!;
  }

  async #turn(): Promise<void> {
    while (this.#free === 0 && !this.#disposed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
  }
}

