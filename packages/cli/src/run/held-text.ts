export type TextSink = (stream: "stdout" | "stderr", text: string) => void;

/** Printed text of a program that runs beside others: held until it is its turn, passed on as it comes from then on. */
export class HeldText {
  #held: Parameters<TextSink>[] = [];
  #sink: TextSink | undefined;

  readonly push: TextSink = (stream, text) => {
    if (this.#sink) this.#sink(stream, text);
    else this.#held.push([stream, text]);
  };

  flow(sink: TextSink): void {
    this.#sink = sink;
    for (const [stream, text] of this.#held.splice(0)) sink(stream, text);
  }
}
