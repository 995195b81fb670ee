import { boolean, type Guard, integer, list, nullable, object, oneOf, record, text } from "./guards.ts";

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
export type Distribution = PyodideDistribution | QuickJsDistribution | WasiDistribution | InterpreterDistribution;

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

/** An interpreter that is a WASI module: data alone makes a language of it (docs/languages.md). */
export interface InterpreterDistribution extends NamedDistribution {
  runtime: "interpreter";
  /** `module`: the interpreter, or a script that holds it in base64. Others are mounted where `interpreter.mounts` says. */
  files: Readonly<Record<string, AssetFile>> & { module: AssetFile };
  /** Endings of the names of its programs' files, such as ".rb". */
  extensions: readonly string[];
  /** Vitrine's own comes when it is first asked for, so that pages without it do not carry it. */
  interpreter: InterpreterData | (() => Promise<InterpreterData>);
}

/** How an interpreter is started, and what it needs. */
export interface InterpreterData {
  /** Name of the program's file, which lies in `/`. */
  program: string;
  /** What it is called with, its own name first. An item with "{args}" stands for the run's arguments, one item for each. */
  args: readonly string[];
  /** Variables; the run's own win. */
  env: Readonly<Record<string, string>>;
  /** Read-only files beside the program: path → key of `files`. */
  mounts: Readonly<Record<string, string>>;
  /** The same: path → text. */
  texts: Readonly<Record<string, string>>;
  /** What it imports from beside WASI. Functions of these end the program when they are called. */
  absent: readonly string[];
  /** Of a module that is no command: what of its exports runs the program, once `_initialize` has run. */
  calls: readonly InterpreterCall[];
  /** How it tells of an exception at the end of stderr: a regular expression with the groups `name`, `message` and `line`, and `syntax` where the program did not parse. null: it is not known. */
  exception: string | null;
  /** Whether it tells of exceptions on stdout too, and leaves with 0 all the same. */
  quiet: boolean;
}

/** A call of an export that takes texts and lists of texts, which are put into memory by `cabi_realloc` as UTF-8 and given as pointer and length. "{args}" in a list as in `args`. */
export interface InterpreterCall {
  export: string;
  texts: readonly (string | readonly string[])[];
}

/** A folder and a name: the commands write it below an assets directory. */
const assetPath: Guard<string> = (value) => {
  if (typeof value === "string" && /^[\w+-][\w.+-]{0,99}\/[\w+-][\w.+-]{0,99}$/.test(value)) return value;
  throw new Error("paths of a folder and a name");
};
const file: Guard<AssetFile> = object({ path: assetPath, sha256: text(64), size: integer(1, 2 ** 30), url: text(8192) });
const name = text(64);
const short = text(1024);
const long = text(1 << 20);

const interpreterData = object({
  program: name,
  args: list(short, 64),
  env: record(short, 64),
  mounts: record(name, 12, 64),
  texts: record(long, 64),
  absent: list(short, 64),
  calls: list(object({ export: short, texts: list((value): string | string[] => (typeof value === "string" ? long(value) : list(short, 64)(value)), 16) }), 16),
  exception: nullable(text(4096)),
  quiet: boolean,
});

const defaults = { env: {}, mounts: {}, texts: {}, absent: [], calls: [], exception: null, quiet: false };

const whole = object({
  name,
  runtime: oneOf("interpreter"),
  version: name,
  languages: list(name, 16),
  files: record(file, 16, 64),
  extensions: list(name, 16),
  interpreter: (value) => interpreterData({ ...defaults, ...(value as object) }),
});

/** An interpreter's distribution as JSON gives it, where what has a default may be left out. */
export const interpreterDistribution: Guard<InterpreterDistribution & { interpreter: InterpreterData }> = (value) => {
  const { files, interpreter, ...rest } = whole(value);
  const { module } = files;
  if (!module) throw new Error("a file called module");
  for (const [path, key] of Object.entries(interpreter.mounts)) if (!Object.hasOwn(files, key) || !path.startsWith("/")) throw new Error("mounts of absolute paths, and of files that are there");
  // Throws where it is no expression.
  RegExp(interpreter.exception ?? "");
  return { ...rest, files: { ...files, module }, interpreter };
};

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
