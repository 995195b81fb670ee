import { mimeKind } from "../packages/protocol/dist/index.js";
import { toModelContent } from "../packages/sdk/dist/agent/index.js";

/** As toModelContent has it by default. */
const maxChars = 4000;

/** What a model reads of each result, in characters. */
export class Digests {
  #sizes = [];

  /** Takes in a result of `vitrine run --json`, whose bytes are base64. */
  add(name, result) {
    const decoded = {
      ...result,
      files: result.files.map(({ path, bytes }) => ({ path, bytes: Buffer.from(bytes, "base64") })),
      outputs: result.outputs.map((output) => ({ ...output, data: Object.fromEntries(Object.entries(output.data).map(([type, part]) => [type, mimeKind(type) === "bytes" ? new Uint8Array(Buffer.from(part, "base64")) : part])) })),
    };
    const [{ text }] = toModelContent(decoded);
    this.#sizes.push({ name, size: text.length });
    return text;
  }

  /** In a sentence. */
  told() {
    if (this.#sizes.length === 0) return "digests for a model: none";
    const sorted = this.#sizes.toSorted((a, b) => a.size - b.size);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return `digests for a model: ${sorted.length}, median ${at(0.5).size} characters, 90 % up to ${at(0.9).size}, largest ${at(1).size} of ${maxChars} (${at(1).name})`;
  }

  /** What is longer than it may be. */
  get tooLong() {
    return this.#sizes.filter(({ size }) => size > maxChars).map(({ name, size }) => `the digest of ${name} has ${size} characters, more than ${maxChars}`);
  }
}
