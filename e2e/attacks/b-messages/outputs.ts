import type { RunEvent, RunResult } from "@vitrine/sdk";
import { assert, type Attack, equal, once } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";

// The same key, with each of its characters escaped by itself.
const escaped = [..."__proto__"].map((char, at) => "__proto__".slice(0, at) + String.raw`\u${char.charCodeAt(0).toString(16).padStart(4, "0")}` + "__proto__".slice(at + 1));
const capital = escaped[0]!.toUpperCase().replace("PROTO", "proto").replace(String.raw`\U`, String.raw`\u`);
const hiding = [...escaped, capital].map((key) => `{"${key}":{"polluted":1}}`);

interface Part {
  what: string;
  json: string;
  depth?: number;
  metadata?: string;
  /** So often, in a list. */
  times?: number;
  /** Sent beside sixteen bytes of numbers. */
  numbers?: true;
  /** Whether the output passes (without keys that set prototypes), or is refused with a warning. */
  passes: boolean;
}

const parts: Record<string, Part> = {
  control: { what: "ten levels", json: '{"kept":1}', depth: 10, passes: true },
  "deep-list": { what: "a hundred thousand levels", json: "1", depth: 100_000, passes: false },
  "deep-object": { what: "one level too many behind an innocent key", json: `{"a":${"[".repeat(65)}${"]".repeat(65)}}`, passes: false },
  "brackets-in-text": { what: "brackets in a text, which are no levels", json: '{"text":"[[[[ \\" [[[["}', depth: 60, passes: true },
  proto: { what: "__proto__ as a key", json: '{"a":{"__proto__":{"polluted":1}}}', passes: true },
  "proto-escaped": { what: "__proto__ with each character escaped in turn", json: `[${hiding.join(",")}]`, passes: true },
  "proto-metadata": { what: "__proto__ in the metadata", json: "1", metadata: '{"__proto__":{"polluted":1},"a":1}', passes: true },
  "proto-top": { what: "__proto__ at the top", json: hiding[0]!, passes: true },
  thenable: { what: "a then", json: '{"then":{"then":1}}', passes: true },
  "list-metadata": { what: "metadata that is a list", json: "1", metadata: "[]", passes: false },
  "not-json": { what: "text that is no JSON", json: "not json", passes: false },
  "json-and-more": { what: "JSON with more after it", json: '{} , {"x":1}', passes: false },
  "huge-number": { what: "a number beyond all numbers", json: "1e999999", passes: true },
  numbers: { what: "numbers as bytes", json: '[{"vitrine:numbers":["f8",0,2]}]', numbers: true, passes: true },
  "numbers-beyond": { what: "numbers past the end of their bytes", json: '[{"vitrine:numbers":["f8",8,2]}]', numbers: true, passes: false },
  "numbers-constructor": { what: "numbers of the type constructor", json: '[{"vitrine:numbers":["constructor",0,2]}]', numbers: true, passes: false },
  "numbers-bomb": { what: "the same sixteen bytes as two hundred thousand lists", json: '{"vitrine:numbers":["u1",0,16]}', times: 200_000, numbers: true, passes: false },
  "duplicate-keys": { what: "one key twice", json: '{"a":1,"a":{"__proto__":{"polluted":1}}}', passes: true },
};

const weapons = arsenal({
  outputs: ({ post, finish }: Hostile, given: [string, Part][]) => {
    for (const [name, { json, metadata = "{}", depth = 0, times, numbers }] of given) {
      const text = times ? `[${Array.from({ length: times }, () => json).join(",")}]` : "[".repeat(depth) + json + "]".repeat(depth);
      post({ type: "output-available", output: { id: name, data: { "application/json": numbers ? { json: text, numbers: new ArrayBuffer(16) } : text }, metadata } });
    }
    finish();
  },
});

/** All of them are outputs of one run. */
const shown = once(async (): Promise<{ result: RunResult; warnings: string[] }> => {
  const run = await weapons.start("outputs", { argument: Object.entries(parts) });
  const result = await run.result;
  const events: RunEvent[] = [];
  for await (const event of run.events) events.push(event);
  return { result, warnings: events.flatMap((event) => (event.type === "log" ? [event.text] : [])) };
});

const ownKeys = (value: unknown): string[] => (typeof value === "object" && value !== null ? [...Object.getOwnPropertyNames(value), ...Object.values(value).flatMap(ownKeys)] : []);

/** S3: JSON of outputs, parsed in the host. */
export const outputAttacks: Attack[] = Object.entries(parts)
  .filter(([name]) => name !== "control")
  .map(([name, { what, passes }]) => ({
    id: `B-output-${name}`,
    title: `S3: an output of JSON with ${what} ${passes ? "loses what could set a prototype, and no more" : "is refused with a warning, and the rest of the run stays"}`,
    timeoutMs: 30_000,
    async run() {
      const { result, warnings } = await shown();
      const find = (id: string) => result.outputs.find((output) => output.id === id);
      equal([result.status, find("control") !== undefined], ["ok", true], "control: the run, and an output that passes");
      const output = find(name);
      equal(output !== undefined, passes, "whether it passed");
      equal(warnings.length, Object.values(parts).filter((part) => !part.passes).length, "warnings, one for each that did not");
      if (!output) return warnings.join("; ");
      assert(!ownKeys([output.data, output.metadata]).includes("__proto__"), "it has a key called __proto__");
      return JSON.stringify(output.data).slice(0, 200);
    },
  }));
