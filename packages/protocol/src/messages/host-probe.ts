import { boolean, type Guard, list, message, object, text } from "../guards.ts";

/** Asks the probe, a script that stands in a sealed frame in place of the kernel, what the frame can do (host → probe). Answered by `probe-report`. */
export interface ProbeStart {
  type: "probe-start";
}

/** The probe's script runs and listens (probe → host). */
export interface ProbeReady {
  type: "probe-ready";
}

/** What a sealed frame can do, and what it cannot (probe → host). */
export interface ProbeReport {
  type: "probe-report";
  // "null" where it is opaque.
  origin: string;
  evalRefused: boolean;
  requestRefused: boolean;
  // Why a worker of the frame did not start, or could not compile WebAssembly; empty: it did.
  workerFailure: string;
  // Why a picture at a data: address did not load; empty: it did.
  pictureFailure: string;
  sharesMemory: boolean;
  // Whether Python can wait in the midst of its code (WebAssembly's JavaScript Promise Integration).
  canSuspend: boolean;
  // Directives that refused something of what a frame needs.
  refusedBy: string[];
}

export type ProbeToHost = ProbeReady | ProbeReport;

export const probeToHost: Guard<ProbeToHost> = message<ProbeToHost>({
  "probe-ready": object({}),
  "probe-report": object({
    origin: text(1024),
    evalRefused: boolean,
    requestRefused: boolean,
    workerFailure: text(8192),
    pictureFailure: text(8192),
    sharesMemory: boolean,
    canSuspend: boolean,
    refusedBy: list(text(1024), 100),
  }),
});
