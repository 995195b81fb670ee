/** One file that a sandbox needs, pinned by hash: any source with these bytes will do. */
export interface AssetFile {
  /** Where it stands in a self-hosted assets directory, relative to its base, with forward slashes. */
  path: string;
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  sha256: string;
  /** Size in bytes. */
  size: number;
  /** Public URL. Also the name by which the guest knows the file. */
  url: string;
}

/** A package that a distribution pins beside its lock (pure Python, from the package index). */
export interface ExtraPackage {
  /** Normalised name (PEP 503). */
  name: string;
  version: string;
  /** Top-level modules it provides. */
  imports: readonly string[];
  /** Normalised names of the packages that it needs. */
  depends: readonly string[];
  wheel: AssetFile;
}

/** A wheel that a self-hosted assets directory holds beside the locks' own, as its assets.json lists it under `packages`. */
export interface HousedPackage extends Omit<ExtraPackage, "wheel"> {
  wheel: Omit<AssetFile, "url">;
}

/** A frozen interpreter with packages imported that a self-hosted assets directory holds, as its assets.json lists it under `images`. */
export interface HousedImage {
  distribution: string;
  /** What it was made from, and for: only where this is the same may it be used. */
  key: string;
  /** Of each kind one is in use. */
  kind: string;
  /** Normalised names. */
  packages: readonly string[];
  /** The image, compressed by gzip. */
  file: Omit<AssetFile, "url">;
}

/** A named, hash-pinned set of files that makes some languages run. */
export type Distribution = PyodideDistribution | QuickJsDistribution | WasiDistribution;

interface NamedDistribution {
  name: string;
  /** The runtime's version. */
  version: string;
  /** Names of the languages that it runs, as runs and payloads give them. */
  languages: readonly string[];
}

/** A Pyodide version, its lock, and the packages that go with it. */
export interface PyodideDistribution extends NamedDistribution {
  runtime: "pyodide";
  /** Python's version. */
  python: string;
  files: {
    /** pyodide.mjs */
    loader: AssetFile;
    /** pyodide.asm.js (a classic script, before 314) or pyodide.asm.mjs (a module). */
    glue: AssetFile;
    /** pyodide.asm.wasm */
    wasm: AssetFile;
    /** python_stdlib.zip */
    stdlib: AssetFile;
    /** pyodide-lock.json: names, hashes and dependencies of the packages built for this version. */
    lock: AssetFile;
  };
  /** Public URL under which the lock's packages stand. */
  packageBaseUrl: string;
  /** Packages beside the lock, pinned as it is. */
  extras: readonly ExtraPackage[];
}

/** A QuickJS version with what reads and shows programs. */
export interface QuickJsDistribution extends NamedDistribution {
  runtime: "quickjs";
  files: {
    /** QuickJS as WebAssembly, in quickjs-emscripten's build. */
    wasm: AssetFile;
    /** The same as plain JavaScript, where WebAssembly is blocked; fetched only there. */
    asmjs: AssetFile;
    /** Acorn: reads programs before they run. */
    parser: AssetFile;
    /** Node's util.inspect. */
    inspect: AssetFile;
    /** Amaro: takes types out of TypeScript; fetched only for it. */
    typescript: AssetFile;
  };
}

/** WASI preview 1, which is Vitrine's own; the modules are the programs. */
export interface WasiDistribution extends NamedDistribution {
  runtime: "wasi";
  files: {
    /** wabt: makes modules of text; fetched only for it. */
    wabt: AssetFile;
  };
}

/** What the view frames load, each only for outputs that need it; independent of the distribution. */
export interface ViewAssets {
  /** The strict (eval-free) Plotly bundle, which has every type of trace. */
  plotly: AssetFile;
  /** Bundles of fewer types of traces. None of these types needs eval in any bundle. */
  plotlyBasic: AssetFile;
  plotlyCartesian: AssetFile;
  plotlyGeo: AssetFile;
  plotlyGl3d: AssetFile;
  /** Shapes of countries and states for Plotly's geo traces. */
  plotlyShapes: AssetFile;
  /** DOMPurify: takes scripts, forms and addresses out of HTML. */
  purify: AssetFile;
  /** Marked: Markdown to HTML. */
  marked: AssetFile;
  /** Temml: LaTeX to MathML, which needs no fonts of its own. */
  temml: AssetFile;
  /** Vega, Vega-Lite and vega-embed, which brings the interpreter that evaluates no code. */
  vega: AssetFile;
  vegaLite: AssetFile;
  vegaEmbed: AssetFile;
}
