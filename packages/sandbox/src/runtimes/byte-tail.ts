/** The last bytes of many. */
export class ByteTail {
  readonly #most: number;
  /** Twice what is kept, so that bytes move once for as many that come. */
  #bytes: Uint8Array | undefined;
  #length = 0;

  /** How many are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  add(bytes: Uint8Array): void {
    const most = this.#most;
    if (most === 0) return;
    const kept = (this.#bytes ??= new Uint8Array(2 * most));
    const last = bytes.subarray(Math.max(0, bytes.byteLength - most));
    if (this.#length + last.byteLength > kept.byteLength) {
      kept.copyWithin(0, this.#length - most, this.#length);
      this.#length = most;
    }
    kept.set(last, this.#length);
    this.#length += last.byteLength;
  }

  /** As text. A character that is not whole at the beginning is left out. */
  text(): string {
    if (!this.#bytes) return "";
    let from = Math.max(0, this.#length - this.#most);
    while (from < this.#length && (this.#bytes[from]! & 0xc0) === 0x80) from += 1;
    return new TextDecoder().decode(this.#bytes.subarray(from, this.#length));
  }
}
