import { decodeText, encodeText } from "./encoding.ts";
import { EventEmitter, emitLater } from "./events.ts";
import { host } from "./host.ts";
import { ask } from "./pending.ts";

let text = "";
/** Whether the reader is asked once the text is used up. */
let interactive = false;

export function setStdin(given: string, asks: boolean): void {
  text = given;
  interactive = asks;
  stdin.restart();
}

/** All that is left of the text: who reads at once does not wait for the reader. */
export function readStdin(): string {
  const rest = text;
  text = "";
  return rest;
}

/** The next line without its end; null: there is none. */
export async function readLine(prompt = ""): Promise<string | null> {
  if (text !== "") {
    const at = text.indexOf("\n");
    const line = at < 0 ? text : text.slice(0, at);
    text = at < 0 ? "" : text.slice(at + 1);
    return line.replace(/\r$/, "");
  }
  return interactive ? ask<string | null>((id) => host.askInput(id, prompt)) : null;
}

/** process.stdin: emits what it has once somebody listens, and is an async iterable of its text. */
class Stdin extends EventEmitter {
  readonly fd = 0;
  readonly isTTY = false;
  readonly readable = true;
  #encoding: string | undefined;
  #flowing = false;

  restart(): void {
    this.#flowing = false;
    this.#encoding = undefined;
    this.removeAllListeners();
  }
  setEncoding(encoding: string): this {
    this.#encoding = encoding;
    return this;
  }
  override on(name: unknown, work: (...args: unknown[]) => unknown): this {
    super.on(name, work);
    if (name === "data" || name === "readable") this.resume();
    return this;
  }
  override once(name: unknown, work: (...args: unknown[]) => unknown): this {
    super.once(name, work);
    if (name === "data" || name === "readable") this.resume();
    return this;
  }
  resume(): this {
    if (!this.#flowing) {
      this.#flowing = true;
      void this.#flow();
    }
    return this;
  }
  pause(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  read(): unknown {
    const rest = readStdin();
    return rest === "" ? null : this.#form(rest);
  }
  pipe<T extends { write(chunk: unknown): unknown }>(target: T): T {
    this.on("data", (chunk) => target.write(chunk));
    return target;
  }
  async *[Symbol.asyncIterator](): AsyncGenerator {
    for await (const chunk of this.#chunks()) yield this.#form(chunk);
  }
  async *#chunks(): AsyncGenerator<string> {
    const given = readStdin();
    if (given !== "") yield given;
    else for (let line = await readLine(); line !== null; line = await readLine()) yield `${line}\n`;
  }
  async #flow(): Promise<void> {
    // Listeners that are added right after the first hear of it as well.
    await Promise.resolve();
    if (this.listenerCount("readable") > 0 && this.listenerCount("data") === 0) emitLater(this, "readable");
    for await (const chunk of this.#chunks()) emitLater(this, "data", this.#form(chunk));
    if (this.listenerCount("readable") > 0) emitLater(this, "readable");
    emitLater(this, "end");
    emitLater(this, "close");
  }
  #form(chunk: string): unknown {
    return this.#encoding === undefined ? asBuffer(chunk) : chunk;
  }
}

/** Buffer, once it is there: it is text to who prints it. */
let asBuffer = (chunk: string): unknown => encodeText(chunk);
export const setBufferMaker = (make: (chunk: string) => unknown): void => void (asBuffer = make);

export const stdin = new Stdin();
export const chunkText = (chunk: unknown): string => (typeof chunk === "string" ? chunk : ArrayBuffer.isView(chunk) ? decodeText(chunk) : String(chunk));
