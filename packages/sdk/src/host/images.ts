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

/** Milliseconds without a run until an image is made. */
const rest = 2000;

/**
 * Decides which image the sandbox's interpreters go on from: the stored one, and when runs have used packages that it has not, in a quiet moment a
 * new one. Without one, everything works, later.
 */
export class Images {
  readonly #used = new Set<string>();
  /** Packages of the image in use; undefined: there is none. */
  #held: ReadonlySet<string> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** After a failure nothing more is tried in this page. */
  #over = false;

  constructor(
    private readonly store: AssetStore,
    private readonly catalog: PackageCatalog,
    private readonly images: ImageStore,
  ) {}

  /** The stored image, if the policy allows all that is in it. */
  async stored(): Promise<Blob | null> {
    const stored = await this.images.load();
    if (!stored || !this.#allowed(stored.packages)) return null;
    this.#held = new Set(stored.packages);
    return stored.image;
  }

  /** The image in use did not do. */
  refuse(why: string): void {
    console.info(`Vitrine's image did not do: ${why}`);
    this.#over = true;
    this.#held = undefined;
    void this.images.clear();
  }

  /** A run begins: no moment for images. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** A run has ended that used these package files, and no other goes on. */
  settle(files: readonly string[], kernel: Kernel): void {
    for (const name of this.catalog.namesOf(files)) if (Object.hasOwn(imports, name)) this.#used.add(name);
    clearTimeout(this.#timer);
    const isComplete = this.#held && [...this.#used].every((name) => this.#held!.has(name));
    if (!this.#over && !isComplete) this.#timer = setTimeout(() => void this.#make(kernel), rest);
  }

  dispose(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  async #make(kernel: Kernel): Promise<void> {
    // One at a time; what is used meanwhile comes with the next.
    this.#over = true;
    const names = Object.keys(imports).filter((name) => this.#used.has(name) || this.#held?.has(name));
    try {
      const files = this.catalog.closure(names);
      const packages = files.map(({ name }) => name);
      if (!this.#allowed(packages)) return;
      const wheels = await Promise.all(files.map(async ({ file }) => ({ url: file.url, bytes: await this.store.bytes(file) })));
      const image = await kernel.makeImage({ names, code: warmUp(names), wheels });
      kernel.useImage(image);
      this.#held = new Set(packages);
      this.#over = false;
      await this.images.save({ image, packages });
    } catch (error) {
      // Nobody waits for it; whoever wonders why starts take long finds it here.
      console.info(`Vitrine made no image: ${String(error)}`);
    }
  }

  #allowed(packages: readonly string[]): boolean {
    return packages.every((name) => this.catalog.denial(name) === undefined);
  }
}
