/** What checkHost() found. */
export interface HostReport {
  /** Whether everything that is needed is there. */
  ok: boolean;
  checks: HostCheck[];
}

export type HostCheckId =
  | "secure-context"
  | "trusted-types"
  | "inherited-policy"
  | "frame"
  | "frame-version"
  | "seal"
  | "worker"
  | "pictures"
  | "assets"
  | "network"
  | "cache-storage"
  | "session-storage"
  | "shared-memory"
  | "waiting";

/** One thing that was looked at. */
export interface HostCheck {
  id: HostCheckId;
  ok: boolean;
  /** Whether programs cannot run without it, with the options that were given. */
  needed: boolean;
  /** What was looked at. */
  what: string;
  /** Why it is not ok; empty where it is. */
  why: string;
  /** What to change: which header, directive or option. Empty where it is ok. */
  fix: string;
}

/** Why something is not ok, and what to do. */
export type Fault = Pick<HostCheck, "why" | "fix">;

/** A row of the report. Without a fault it is ok. */
export const hostCheck = (id: HostCheckId, what: string, fault: Fault | undefined, needed = true): HostCheck => ({ id, ok: !fault, needed, what, why: fault?.why ?? "", fix: fault?.fix ?? "" });
