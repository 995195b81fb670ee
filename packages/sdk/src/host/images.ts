import type { HousedImage, KeptImage } from "@vitrine/protocol";
import type { AssetStore } from "./asset-store.ts";
import { invalidArgument } from "./failures.ts";
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

/** Milliseconds that a run waits for a served image. One that comes later is there for the next run. */
const patience = 15_000;

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
  /** Served ones that were asked for. */
  readonly #fetched = new Map<HousedImage, Promise<void>>();

  constructor(
    private readonly store: AssetStore,
    private readonly catalog: PackageCatalog,
    private readonly images: ImageStore,
    /** Whether those that nobody serves are made here. */
    private readonly makes: boolean,
  ) {}

  /** The stored images, as far as the policy allows all that is in them. */
  async stored(): Promise<KeptImage[]> {
    const stored = (await this.images.load()).filter(({ packages }) => this.#allowed(packages));
    for (const { kind, packages } of stored) this.#held.set(kind, new Set(packages));
    return stored;
  }

  /**
   * Has the assets directory's image here that holds more of what a program wants than those at hand, if there is such a one. Who waits for it waits for a download,
   * and not for packages that are installed and imported.
   */
  async want(wants: readonly string[], kernel: Kernel): Promise<void> {
    // One more than none at all: an image is better than no image, whatever is wanted.
    const covers = (packages: readonly string[]) => 1 + wants.filter((name) => packages.includes(name)).length;
    const best = Math.max(0, ...[...this.#held.values()].map((packages) => covers([...packages])));
    const served = this.catalog.wheelhouse.images.filter((each) => each.key === this.images.key && covers(each.packages) > best && this.#allowed(each.packages));
    const [chosen] = served.toSorted((a, b) => covers(b.packages) - covers(a.packages) || a.file.size - b.file.size);
    if (!chosen || this.#over) return;
    if (!this.#fetched.has(chosen)) this.#fetched.set(chosen, this.#fetch(chosen, kernel));
    await Promise.race([this.#fetched.get(chosen), new Promise((resolve) => setTimeout(resolve, patience))]);
  }

  async #fetch({ kind, packages, file }: HousedImage, kernel: Kernel): Promise<void> {
    try {
      const bytes = new Blob([await this.store.once(file)]);
      const image = await new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
      await this.#use({ kind, packages: [...packages], image }, kernel);
    } catch (error) {
      console.info(`Vitrine's image ${file.path} did not come: ${String(error)}`);
    }
  }

  async #use(kept: KeptImage, kernel: Kernel): Promise<void> {
    kernel.useImage(kept);
    this.#held.set(kept.kind, new Set(kept.packages));
    await this.images.save(kept);
  }

  /** Makes images with these packages, for others to serve. Throws INVALID_ARGUMENT for a package that no image holds. */
  async makeAll(asked: readonly string[], kernel: Kernel): Promise<(Omit<HousedImage, "file"> & { image: Blob })[]> {
    const strange = asked.find((name) => !Object.hasOwn(imports, name));
    if (strange !== undefined) throw invalidArgument(`No image holds ${strange}.`, `Ask for some of ${Object.keys(imports).join(", ")}.`, { name: strange });
    const names = Object.keys(imports).filter((name) => asked.includes(name));
    const lean = names.filter((name) => pure.has(name));
    const made = [];
    for (const kind of lean.length === names.length ? (["pure"] as const) : kinds) {
      const { packages, image } = await this.#image(kind, kind === "pure" ? lean : names, kernel);
      made.push({ distribution: this.catalog.distribution.name, key: this.images.key, kind, packages, image: image as Blob });
    }
    return made;
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

  /** Makes what is missing, in a while. */
  #arm(kernel: Kernel): void {
    clearTimeout(this.#timer);
    if (this.makes && !this.#over && this.#missing()) this.#timer = setTimeout(() => void this.#make(kernel), rest);
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
      if (!this.#allowed(this.catalog.closure(names).map(({ name }) => name))) return;
      const kept = await this.#image(kind, names, kernel);
      this.#over = false;
      await this.#use(kept, kernel);
      this.#arm(kernel);
    } catch (error) {
      // Nobody waits for it; whoever wonders why starts take long finds it here.
      console.info(`Vitrine made no image: ${String(error)}`);
    }
  }

  async #image(kind: Kind, names: readonly string[], kernel: Kernel): Promise<KeptImage> {
    const files = this.catalog.closure(names);
    const wheels = await Promise.all(files.map(async ({ file }) => ({ url: file.url, bytes: await this.store.bytes(file) })));
    return { kind, packages: files.map(({ name }) => name), image: await kernel.makeImage({ names: [...names], code: warmUp(names), wheels }) };
  }

  #allowed(packages: readonly string[]): boolean {
    return packages.every((name) => this.catalog.denial(name) === undefined);
  }
}
