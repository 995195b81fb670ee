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
  status: "running" | "passed" | "failed" | "skipped";
  /** Why it failed or was skipped. */
  reason?: string;
  /** What was seen or measured, for whoever reads the report. */
  detail?: string;
  /** Duration in milliseconds. */
  ms: number;
}

/** What the server tells the page, as JSON in `<script id="vitrine-settings">`. */
export interface PageSettings {
  suite: string;
  engine: string;
  /** Origin of the server whose arrivals are counted, on another port than the page. */
  sink: string;
  /** Where the self-hosted runtime files stand. */
  assets: string;
}
