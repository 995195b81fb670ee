/**
 * What the guest may reach, decided by the embedder alone. A payload carries none of it.
 * Everything that is not allowed here is denied, with a reason that reaches the guest's error text.
 */
export interface Policy {
  packages: PackagePolicy;
  /** Where the guest may send requests, through the host. Default: nowhere. */
  network: readonly NetworkRule[];
}

/** One origin that the guest may ask. There are no wildcards: whoever controls a name decides where it leads. */
export interface NetworkRule {
  /** Scheme, host and, where it is not the usual one, port, such as "https://api.example.com". */
  origin: string;
  /** Default: GET and HEAD. */
  methods?: readonly string[];
  /** A file ("/data/a.csv"), or a folder with all that is below it ("/data"). Default: the whole origin. */
  path?: string;
}

export interface PackagePolicy {
  /**
   * `lock`: the packages that the distribution pins by hash (default).
   * `index`: those, and any that the package index serves with a SHA-256.
   * `none`: no packages at all.
   */
  mode: "lock" | "index" | "none";
  /** Normalised names (PEP 503). When given, only these and what they depend on inside the lock. */
  allow?: readonly string[];
  /** Normalised names that are refused whatever else says. */
  deny?: readonly string[];
  /**
   * Whether every wheel needs a SHA-256: the index must name one, and the address of a wheel must end in `#sha256=…`. Default: true.
   * Without it, whoever serves a wheel decides what runs.
   */
  requireHash?: boolean;
  /** Base URL of a simple JSON index (PEP 691). Default: https://pypi.org/simple */
  index?: string;
}

export const defaultPolicy: Policy = { packages: { mode: "lock" }, network: [] };
