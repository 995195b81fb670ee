/** Changes of a text that keep its lines: each puts other text in the place of a part of it, and line breaks in that part stay. */
export class SourceEdits {
  readonly #edits: { start: number; end: number; text: string }[] = [];

  constructor(private readonly source: string) {}

  replace(start: number, end: number, text: string): void {
    const breaks = this.source.slice(start, end).split("\n").length - 1;
    this.#edits.push({ start, end, text: text + "\n".repeat(breaks) });
  }

  insert(at: number, text: string): void {
    this.#edits.push({ start: at, end: at, text });
  }

  apply(): string {
    let [made, at] = ["", 0];
    for (const { start, end, text } of this.#sorted()) {
      made += this.source.slice(at, start) + text;
      at = end;
    }
    return made + this.source.slice(at);
  }

  /** The 1-based column in the source of one in the changed text. */
  columnOf(line: number, column: number): number {
    const lineStart = this.source.split("\n").slice(0, line - 1).reduce((total, { length }) => total + length + 1, 0);
    let shift = 0;
    for (const { start, end, text } of this.#sorted()) {
      if (start < lineStart || start - lineStart + shift >= column - 1) continue;
      const kept = Math.max(1, column - shift - (text.length - (end - start)));
      // Inside what was put there: where it stands.
      shift = Math.min(shift + text.length - (end - start), column - Math.min(kept, start - lineStart + 1));
    }
    return Math.max(1, column - shift);
  }

  #sorted() {
    return this.#edits.toSorted((a, b) => a.start - b.start);
  }
}
