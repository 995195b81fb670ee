import { VitrineError } from "./errors.ts";
import type { Source } from "./run.ts";

/** The version of payloads that this package writes and reads. */
export const payloadVersion = 1;

/**
 * What a server sends to a page: the model's code as data. JSON-safe.
 * It holds no policy and no limits: those are the host page's alone.
 */
export interface Payload {
  vitrine: typeof payloadVersion;
  language: string;
  sources: Source[];
  packages?: string[];
  /** Text files to mount: path → text. */
  files?: Record<string, string>;
  stdin?: string;
  args?: string[];
  env?: Record<string, string>;
}
