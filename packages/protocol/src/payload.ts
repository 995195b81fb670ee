import { VitrineError } from "./errors.ts";
import { check, list, object, record, text, type Guard } from "./guards.ts";
import type { Source } from "./run.ts";

/** The version of payloads that this package writes and reads. */
export const payloadVersion = 1;

/** Largest payload that `parsePayload` takes, in UTF-16 units of its JSON. */
export const payloadMaxLength = 10 * 1024 * 1024;

/**
 * What a server sends to a page: the model's code as data. JSON-safe.
 * It holds no policy and no limits: those are the host page's alone.
 */
export interface Payload {
  vitrine: typeof payloadVersion;
  /** Lower-case name of the language, such as "python". */
  language: string;
  /** At least one. Several are one program, in order. */
  sources: Source[];
  packages?: string[];
  /** Text files to mount: path relative to the working directory, with forward slashes → text. */
  files?: Record<string, string>;
  stdin?: string;
  args?: string[];
  env?: Record<string, string>;
}

/** Text that also matches a pattern; `expected` says in words what it matches. */
const matching =
  (pattern: RegExp, expected: string): Guard<string> =>
  (value) => {
    if (typeof value === "string" && pattern.test(value)) return value;
    throw new Error(expected);
  };

/** A record whose keys match a pattern. */
const keyed =
  (key: Guard<string>, max: number): Guard<Record<string, string>> =>
  (value) => {
    const taken = record(content, max)(value);
    Object.keys(taken).forEach(key);
    return taken;
  };

const content = text(payloadMaxLength);
// Names stand in tracebacks and lists: one line, no control characters, no lone surrogates.
const source = object({ name: matching(/^[^\p{Cc}\p{Cs}\u2028\u2029]{1,200}$/u, "a name of 1 to 200 characters on one line"), code: content });
const sources: Guard<Source[]> = (value) => {
  const taken = list(source, 1000)(value);
  if (taken.length === 0) throw new Error("at least one source");
  if (new Set(taken.map(({ name }) => name)).size < taken.length) throw new Error("sources with different names");
  return taken;
};
const version: Guard<typeof payloadVersion> = (value) => {
  if (value === payloadVersion) return payloadVersion;
  throw new Error(`version ${payloadVersion}`);
};
// No empty, "." or ".." segment, which also rules out absolute paths.
const filePath = matching(
  /^(?!\.{0,2}(?:\/|$))[^\p{Cc}\p{Cs}\\/]+(?:\/(?!\.{0,2}(?:\/|$))[^\p{Cc}\p{Cs}\\/]+)*$/u,
  "relative file paths with forward slashes, without . and .. segments",
);
const envName = matching(/^[^=\p{Cc}\p{Cs}]+$/u, "variable names without = and control characters");
const packageName = matching(/^[^\p{Cc}\p{Cs}]{1,200}$/u, "requirements of 1 to 200 characters on one line");

const parts: { [K in keyof Payload]-?: Guard<Payload[K]> } = {
  vitrine: version,
  language: matching(/^[a-z][a-z0-9_+#.-]{0,39}$/, "a language name in lower case"),
  sources,
  packages: list(packageName, 1000),
  files: keyed(filePath, 1000),
  stdin: content,
  args: list(content, 1000),
  env: keyed(envName, 1000),
};
const required = ["vitrine", "language", "sources"] as const;

function refused(at: string, expected: string): VitrineError {
  return new VitrineError({
    code: "INVALID_PAYLOAD",
    message: at === "" ? `The payload is refused: expected ${expected}.` : `The payload's "${at}" is refused: expected ${expected}.`,
    fix: "Make the payload with createPayload of the same Vitrine version.",
    details: { at, expected },
  });
}

/**
 * The guard that every payload passes before it runs or is put into a page: a rebuilt payload of known parts only.
 * Unknown keys are refused, so that a payload can never smuggle in a policy or a limit. Throws INVALID_PAYLOAD.
 */
export function parsePayload(value: unknown): Payload {
  const fields = check(record<unknown>((field) => field, 64), value);
  if (!fields.ok) throw refused("", fields.reason);
  const entries = Object.entries(fields.value).map(([key, field]) => {
    if (!Object.hasOwn(parts, key)) throw refused("", `no key called ${JSON.stringify(key.slice(0, 40))}`);
    const taken = check<unknown>(parts[key as keyof Payload], field);
    if (!taken.ok) throw refused(key, taken.reason);
    return [key, taken.value];
  });
  const payload = Object.fromEntries(entries) as Payload;
  for (const key of required) if (!Object.hasOwn(payload, key)) throw refused(key, "a value");
  if (JSON.stringify(payload).length > payloadMaxLength) throw refused("", `at most ${payloadMaxLength} characters of JSON`);
  return payload;
}
