import { tailBytes } from "@vitrine/protocol";
import { ByteTail } from "../runtimes/byte-tail.ts";
import { realNow } from "../runtimes/real-now.ts";

/** Messages that may be sent at once before they are gathered, and how fast that allowance grows again (per second). */
const burst = 50;
const refill = 50;
/** Gathered text is sent when it is this long (UTF-16 units) or this old (ms). */
const longEnough = 32_768;
const oldEnough = 40;

/**
 * Bytes in, text messages out: at once while the guest prints little, gathered when it prints much, cut at a limit. Of what is cut the end is kept.
 * A synchronous guest lets no timer run, so the clock is read at each write.
 */
export class TextStream {
  truncated = false;
  /** Bytes that were written, dropped ones included. */
  written = 0;
  readonly #decoder = new TextDecoder();
  readonly #tail: ByteTail;
  #bytes = 0;
  #text = "";
  #allowance = burst;
  #last = realNow();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly limit: number,
    private readonly send: (text: string) => void,
  ) {
    this.#tail = new ByteTail(Math.min(limit, tailBytes));
  }

  /** The end of what was cut. */
  get tail(): string {
    return this.#tail.text();
  }

  write(bytes: Uint8Array): void {
    this.written += bytes.byteLength;
    if (this.truncated) return this.#tail.add(bytes);
    const room = this.limit - this.#bytes;
    if (bytes.byteLength > room) {
      this.truncated = true;
      this.#tail.add(bytes.subarray(room));
      bytes = bytes.subarray(0, room);
    }
    this.#bytes += bytes.byteLength;
    // Cut inside a character, the half of it is dropped with the rest.
    this.#text += this.#decoder.decode(bytes, { stream: true });
    this.#sendIfDue();
  }

  #sendIfDue(): void {
    const elapsed = realNow() - this.#last;
    if (this.#allowance >= 1 || elapsed >= oldEnough || this.#text.length >= longEnough || this.truncated) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), oldEnough);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#text === "") return;
    const now = realNow();
    this.#allowance = Math.max(0, Math.min(burst, this.#allowance + ((now - this.#last) / 1000) * refill) - 1);
    this.#last = now;
    const text = this.#text;
    this.#text = "";
    this.send(text);
  }

  end(): void {
    if (!this.truncated) this.#text += this.#decoder.decode();
    this.flush();
  }
}
