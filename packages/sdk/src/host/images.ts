import type { KeptImage } from "@vitrine/protocol";
import type { AssetStore } from "./asset-store.ts";
import type { ImageStore } from "./image-store.ts";
import type { Kernel } from "./kernel.ts";
import type { PackageCatalog } from "./package-catalog.ts";

/**
 * Packages that images may hold, in the order in which they are imported: each as if those after it were not there. They start nothing and keep no secrets when
 * they are imported; their random generators are seeded anew by each interpreter.
 */
const imports: Record<string, string> = {
  plotly: "import plotly.graph_objects as go, plotly.io",
  numpy: "import numpy",
  pandas: "import pandas",
};

/** What is done with them before they are frozen: what nearly every program does first, as that imports the rest of them. */
const warmUps: Record<keyof typeof imports, string> = {
  plotly: '[go.Figure(kind(y=[1, 2])).update_layout(title="a").to_json() for kind in (go.Scatter, go.Bar, go.Box)]; go.Figure(go.Pie(values=[1])).to_json(); go.Figure(go.Heatmap(z=[[1]])).to_json()',
  numpy: "numpy.random.rand(2); repr(numpy.arange(3.0))",
  pandas: 'frame = pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]}); frame.groupby("b").a.sum(); frame.describe(); frame._repr_html_(); pandas.date_range("2020-01-01", periods=2)',
};

const importTogether = "import plotly.express as px";
const warmUpTogether = '[make(frame, x="a", y="a", color="b").to_json() for make in (px.bar, px.line, px.scatter)]; px.histogram(frame, x="a").to_json(); px.bar(x=["a"], y=[1])';

/** Plotly remembers what it could not import. */
const forget = 'import _plotly_utils.optional_imports as optional; getattr(optional, "_not_importable", set()).clear()';

/** The code that an image of these packages is made with. */
function warmUp(names: readonly string[]): string {
  const together = names.includes("plotly") && names.includes("pandas");
  return [
    ...names.map((name) => imports[name]),
    together && importTogether,
    ...names.map((name) => warmUps[name]),
    together && warmUpTogether,
    names.includes("plotly") && forget,
  ]
    .filter(Boolean)
    .join("\n");
}

/** Packages without shared libraries, which each interpreter would have to load. */
const pure: ReadonlySet<string> = new Set(["plotly"]);

/** Kinds of images: one for programs that do with what is `pure`, a third of the size of the other and as much faster. */
const kinds = ["full", "pure"] as const;
type Kind = (typeof kinds)[number];

/** Milliseconds without a run until an image is made. */
const rest = 2000;

/**
 * Decides which images the sandbox's interpreters go on from: the stored ones, and when runs have used packages that these lack, in a quiet moment
 * new ones. Without any, everything works, later.
 */
export class Images {
  /** Packages of `imports` that runs used, by the kind of image that would do for them; undefined: no run wanted such a one. */
  readonly #used: Record<Kind, Set<string> | undefined> = { full: undefined, pure: undefined };
  /** Packages of the images in use. */
  readonly #held = new Map<string, ReadonlySet<string>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** After a failure nothing more is tried in this page. */
  #over = false;

  constructor(
    private readonly store: AssetStore,
    private readonly catalog: PackageCatalog,
    private readonly images: ImageStore,
  ) {}

  /** The stored images, as far as the policy allows all that is in them. */
  async stored(): Promise<KeptImage[]> {
    const stored = (await this.images.load()).filter(({ packages }) => this.#allowed(packages));
    for (const { kind, packages } of stored) this.#held.set(kind, new Set(packages));
    return stored;
  }

  /** An image in use did not do. */
  refuse(why: string): void {
    console.info(`Vitrine's image did not do: ${why}`);
    this.#over = true;
    this.#held.clear();
    void this.images.clear();
  }

  /** A run begins: no moment for images. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** A run has ended that used these package files, and no other goes on. */
  settle(files: readonly string[], kernel: Kernel): void {
    const names = this.catalog.namesOf(files).filter((name) => Object.hasOwn(imports, name));
    const kind = names.every((name) => pure.has(name)) ? "pure" : "full";
    this.#used[kind] = new Set([...(this.#used[kind] ?? []), ...names]);
    this.#arm(kernel);
  }

  #arm(kernel: Kernel): void {
    clearTimeout(this.#timer);
    if (!this.#over && this.#missing()) this.#timer = setTimeout(() => void this.#make(kernel), rest);
  }

  dispose(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  /** The next image to make, with what the one in its place has. */
  #missing(): { kind: Kind; names: string[] } | undefined {
    for (const kind of kinds) {
      const [used, held] = [this.#used[kind], this.#held.get(kind)];
      if (used && !(held && [...used].every((name) => held.has(name)))) return { kind, names: Object.keys(imports).filter((name) => used.has(name) || held?.has(name)) };
    }
    return undefined;
  }

  async #make(kernel: Kernel): Promise<void> {
    const { kind, names } = this.#missing()!;
    // One at a time; what is used meanwhile comes with the next.
    this.#over = true;
    try {
      const files = this.catalog.closure(names);
      const packages = files.map(({ name }) => name);
      if (!this.#allowed(packages)) return;
      const wheels = await Promise.all(files.map(async ({ file }) => ({ url: file.url, bytes: await this.store.bytes(file) })));
      const kept = { kind, packages, image: await kernel.makeImage({ names, code: warmUp(names), wheels }) };
      kernel.useImage(kept);
      this.#held.set(kind, new Set(packages));
      this.#over = false;
      await this.images.save(kept);
      this.#arm(kernel);
    } catch (error) {
      // Nobody waits for it; whoever wonders why starts take long finds it here.
      console.info(`Vitrine made no image: ${String(error)}`);
    }
  }

  #allowed(packages: readonly string[]): boolean {
    return packages.every((name) => this.catalog.denial(name) === undefined);
  }
}
