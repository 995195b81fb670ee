import { defaultLimits, defaultPolicy, type Distribution, type Limits, type NetworkRule, type PackagePolicy } from "@vitrine/protocol";
import { defaultDistribution, findDistribution } from "../distributions/index.ts";
import { AssetStore, type AssetSource, assetSource, type Progress } from "./asset-store.ts";
import { checkLimits } from "./check-limits.ts";
import { insecureContext } from "./failures.ts";
import { NetworkRules } from "./network-rules.ts";
import { Sandbox } from "./sandbox.ts";

export interface SandboxOptions {
  /** Where runtime files come from: base URL of a directory made by `vitrine assets`. Default: the public CDN. */
  assets?: string | AssetSource;
  /** A distribution's name or data. Default: pyodide-0.29. */
  distribution?: string | Distribution;
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
  /** Called while the runtime's files arrive. */
  onProgress?: (progress: Progress) => void;
}

/** Makes a sandbox and starts loading its runtime. Throws a VitrineError where the page or the options make it impossible. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  if (!globalThis.crypto?.subtle) throw insecureContext();
  const { distribution = defaultDistribution } = options;
  const { network = defaultPolicy.network } = options.policy ?? {};
  const sandbox = new Sandbox({
    store: new AssetStore(assetSource(options.assets), options.onProgress),
    distribution: typeof distribution === "string" ? findDistribution(distribution) : distribution,
    policy: { packages: { ...defaultPolicy.packages, ...options.policy?.packages }, network },
    network: new NetworkRules(network),
    limits: { ...defaultLimits, ...checkLimits(options.limits ?? {}) },
    frameUrl: options.frameUrl,
    sharedMemory: options.sharedMemory ?? false,
  });
  await sandbox.open();
  return sandbox;
}
