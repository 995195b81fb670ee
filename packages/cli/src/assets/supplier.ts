/** One file to be had: any bytes with this hash will do. */
export interface WantedFile {
  /** Where it goes below the assets directory, with forward slashes. */
  path: string;
  /** Lower-case hexadecimal SHA-256. */
  sha256: string;
  /** Public URL; absent for what is only made here. */
  url?: string;
}

/** A source that was asked and could not help, with the reason in a few words. */
export interface Attempt {
  source: string;
  reason: string;
}

/** Bytes (whose hash the caller has yet to check) and where they came from. */
export interface Supply {
  bytes: Uint8Array;
  source: string;
}

/** Asks one source for a file. `undefined`: the source knows nothing of it, which is no news to report. */
export type Supplier = (wanted: WantedFile) => Promise<Supply | Attempt | undefined>;
