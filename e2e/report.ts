/** What a suite leaves in `globalThis.vitrineReport`. */
export interface Report {
  suite: string;
  done: boolean;
  cases: CaseReport[];
  /** Why the page itself failed, where it did: a script that did not load, an error outside of every case. */
  error?: string;
}

export interface CaseReport {
  /** Unique in its suite, kebab-case. */
  id: string;
  title: string;
  /** "gap": it failed as a known gap of this browser does. */
  status: "running" | "passed" | "failed" | "skipped" | "gap";
  /** Why it failed or was skipped. */
  reason?: string;
  /** What was seen or measured, for whoever reads the report. */
  detail?: string;
  /** The longest time for which the page stood still meanwhile, where that was measured. */
  stallMs?: number;
  /** Duration in milliseconds. */
  ms: number;
}

/** Something that a browser leaves open, so that a case is expected to fail there. */
export interface Gap {
  /** Id of the case. */
  attack: string;
  engine: "chromium" | "firefox" | "webkit";
  /** One sentence: what is open, and why a page cannot close it. */
  reason: string;
  /** Where the browser's or the standard's people say so. */
  link: string;
  /** What the failing assertion says: a case that fails otherwise has failed. */
  assertion: string;
}

/** What the server tells the page, as JSON in `<script id="vitrine-settings">`. */
export interface PageSettings {
  suite: string;
  engine: string;
  /** Origin of the server whose arrivals are counted, on another port than the page. */
  sink: string;
  /** The domain whose look-ups are counted; null where this machine allows no resolver of the tests' own. */
  sinkDomain: string | null;
  /** Where the self-hosted runtime files stand. */
  assets: string;
}

/** What one stretch of a soak came to (`soak/`). */
export interface Stretch {
  runs: number;
  /** What ended otherwise than it should. */
  failures: string[];
  /** Milliseconds for which the page did nothing else. */
  stallMs: number;
  /** What the sandbox and the page hold once everything has ended, by kind. */
  held: Record<string, number>;
}
