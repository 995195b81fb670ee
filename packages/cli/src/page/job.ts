import type { Distribution, ErrorCode, HousedImage, Limits, RunStatus, Source } from "@vitrine/protocol";

/** What the page is to open. JSON only, like the rest: it travels through the browser's debugging protocol. */
export interface PageSetup {
  /** null: the CDN directly. */
  assets: { base: string; cdn: boolean } | null;
  /** One of ours by its name, another as it is. */
  distribution: string | Distribution;
  /** Whose runtime the page loads as it opens. */
  language: string;
  limits: Partial<Limits>;
  /** Whether it makes images, or goes on from those that the assets directory holds. */
  images: true | "served";
  /** What a session is opened with, where all programs are to be runs of one. */
  session: { language: string; env: Record<string, string> } | null;
}

/** What the page is to run. */
export interface PageJob {
  /** Without `directories` it is the default that is open. */
  program: { language: string; code: Source[]; directories?: string[]; packages: string[]; stdin: string; args: string[]; env: Record<string, string>; profile: boolean };
  /** Files to mount: the guest's path, and a URL of the bytes; without one, an empty folder. */
  mounts: { path: string; url: string | null }[];
  /** URL of the module that is run in the place of code. */
  moduleUrl: string | null;
  /** Takes `result` (JSON) and `picture-<index>` (PNG) by POST: they may be too large for the debugging protocol. */
  parcelUrl: string;
  /** Whether printed text is told as it comes, by `vitrineText`. */
  live: boolean;
}

/** What the page answers once the result is sent: how it ended, and how many outputs it has. */
export type PageAnswer = { status: RunStatus; outputs: number } | { failure: Failure };

/** How much of a result is drawn: nothing, figures as pictures that are sent, or every output for a look only. */
export type Drawing = "nothing" | "pictures" | "everything";

/** A VitrineError as data. */
export interface Failure {
  code: ErrorCode;
  message: string;
  fix: string;
}

/** What the page's script puts into its global scope for page.evaluate. */
export interface PageGlobals {
  /** Makes the page's one sandbox. Gives why it could not. */
  vitrineOpen: (setup: PageSetup) => Promise<Failure | null>;
  /** Runs one program in it and sends what it came to. */
  vitrineRun: (job: PageJob) => Promise<PageAnswer>;
  /** Draws one output of that. Gives in words why it could not be drawn, else nothing. */
  vitrineDraw: (drawing: Drawing, index: number) => Promise<string | null>;
  /** Makes images with these packages and sends each as `image-<index>`. Gives what they are, or why there are none. */
  vitrineImages: (packages: string[], parcelUrl: string) => Promise<{ images: Omit<HousedImage, "file">[] } | { failure: Failure }>;
  /** Whether a server answers there within a few seconds. */
  vitrineReaches: (url: string) => Promise<boolean>;
}
