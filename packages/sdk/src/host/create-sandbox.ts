import { type AssetFile, defaultLimits, defaultPolicy, type Distribution, type Limits, type NetworkRule, type PackagePolicy } from "@vitrine/protocol";
import { defaultDistributions, findDistribution } from "../distributions/index.ts";
import { AssetStore, type AssetSource, assetSource, type Progress } from "./asset-store.ts";
import { checkLimits } from "./check-limits.ts";
import { distributionOf } from "./distribution-of.ts";
import { insecureContext, invalidArgument } from "./failures.ts";
import type { Sandbox } from "./sandbox.ts";
import { sandboxText } from "./sandbox-text.ts";

export interface SandboxOptions {
  /** Where runtime files come from: base URL of a directory made by `vitrine assets`. Default: the public CDN. */
  assets?: string | AssetSource;
  /** Names or data of distributions, which take the place of the default ones for their languages. Default: pyodide-0.29 and quickjs-0.32. */
  distribution?: string | Distribution | readonly (string | Distribution)[];
  /** Languages whose runtimes are loaded at once; those of others come with their first run. Default: python. */
  preload?: readonly string[];
  /** What the guest may reach. Default: the packages that the distribution pins, and no network. */
  policy?: { packages?: Partial<PackagePolicy>; network?: readonly NetworkRule[] };
  /** What each run may use; a run may be given other limits. */
  limits?: Partial<Limits>;
  /** URL of `@vitrine/sandbox/frame.html` as your server serves it, for pages whose own CSP forbids srcdoc. */
  frameUrl?: string;
  /**
   * Lets the sealed frame share memory with its workers where the page is cross-origin isolated: session.interrupt() then keeps the session's
   * variables, and input() can wait without JSPI. Default false, as it also gives the guest sharper timers.
   */
  sharedMemory?: boolean;
  /**
   * Whether interpreters may go on from an image: one with the packages that runs used imported already, made in a quiet moment after the first run, and kept
   * in this origin's Cache Storage (25 to 170 MB). Default true, or false on devices that say that they have 2 GiB of memory or less; WebKit makes none. It saves the start and changes nothing else (docs/spec.md, R17).
   * Those that the assets directory holds (`vitrine assets --image`) are downloaded when a program wants them, in place of its packages; with "served" no others are used.
   */
  images?: boolean | "served";
  /** Interpreters that wait ahead (0 to 4), while the page is visible, so that a run finds a fresh one. Default 1, or 0 on devices that say that they have 2 GiB of memory or less. */
  spares?: number;
  /** Called while the runtime's files arrive. */
  onProgress?: (progress: Progress) => void;
}

/** Told by some browsers, in GiB (https://www.w3.org/TR/device-memory/). */
const isSmall = ((globalThis.navigator as { deviceMemory?: number } | undefined)?.deviceMemory ?? 8) <= 2;

/** In WebKit, which alone has no JSPI, the worker that packs an image's packages never ends (ADR 0013). */
const canFreeze = "Suspending" in WebAssembly;

function checkSpares(spares: number): number {
  if (Number.isInteger(spares) && spares >= 0 && spares <= 4) return spares;
  throw invalidArgument(`spares is an integer from 0 to 4, not ${String(spares)}.`, "Use 1, or 0 where memory is short.", { spares });
}

/** Those that the embedder asks for, before the default ones. */
export function chosenDistributions(asked: SandboxOptions["distribution"] = []): Distribution[] {
  const own = (Array.isArray as (value: unknown) => value is readonly unknown[])(asked) ? asked : [asked];
  return [...own.map((one) => (typeof one === "string" ? findDistribution(one) : one)), ...defaultDistributions];
}

/** What every run needs of it. */
function firstFiles(distribution: Distribution): AssetFile[] {
  if (distribution.runtime === "pyodide") return Object.values(distribution.files);
  if (distribution.runtime === "wasi") return [];
  if (distribution.runtime === "interpreter") return [distribution.files.module];
  const { wasm, parser, inspect } = distribution.files;
  return [wasm, parser, inspect];
}

/** Makes a sandbox and starts loading its runtime. Throws a VitrineError where the page or the options make it impossible. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  if (!globalThis.crypto?.subtle) throw insecureContext();
  const { frameUrl, preload = ["python"] } = options;
  const distributions = chosenDistributions(options.distribution);
  const first = new Set(preload.map((language) => distributionOf(language, distributions)));
  const images = options.images ?? !isSmall;
  const limits = { ...defaultLimits, ...checkLimits(options.limits ?? {}) };
  const store = new AssetStore(assetSource(options.assets), options.onProgress);
  // All that a kernel needs is on its way while the code that opens one is. Whoever takes it hears of what went wrong.
  for (const file of [...first].flatMap(firstFiles)) store.load(file).catch(() => {});
  for (const text of ["kernel", ...(preload.includes("python") ? ["worker" as const] : []), ...(frameUrl === undefined ? ["frame" as const] : [])] as const) sandboxText(text).catch(() => {});
  const { openSandbox } = await import("./open-sandbox.ts");
  return openSandbox({
    store,
    distributions,
    preload,
    policy: { packages: { ...defaultPolicy.packages, ...options.policy?.packages }, network: options.policy?.network ?? defaultPolicy.network },
    limits,
    frameUrl,
    sharedMemory: options.sharedMemory ?? false,
    images: images && !canFreeze ? "served" : images,
    spares: checkSpares(options.spares ?? (isSmall ? 0 : 1)),
  });
}
