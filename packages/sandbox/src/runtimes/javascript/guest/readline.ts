import { EventEmitter, emitLater } from "./events.ts";
import { host } from "./host.ts";
import { readLine } from "./stdin.ts";

type Listener = (...args: unknown[]) => unknown;

/** Node's readline over standard input. */
class Interface extends EventEmitter {
  #closed = false;
  #reading = false;
  #prompt = "> ";

  override on(name: unknown, work: Listener): this {
    super.on(name, work);
    if (name === "line") void this.#read();
    return this;
  }
  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    await Promise.resolve();
    while (!this.#closed) {
      const line = await readLine();
      if (line === null) this.close();
      else if (!this.#closed) emitLater(this, "line", line);
    }
  }
  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }
  prompt(): void {
    host.write("stdout", this.#prompt);
  }
  ask(prompt: string): Promise<string> {
    host.write("stdout", prompt);
    return readLine(prompt).then((line) => line ?? "");
  }
  question(prompt: string, ...rest: unknown[]): void {
    const done = rest.at(-1) as (answer: string) => void;
    void this.ask(prompt).then((answer) => emitLater(new EventEmitter().on("answer", () => done(answer)), "answer"));
  }
  write(): void {}
  pause(): this {
    return this;
  }
  resume(): this {
    return this;
  }
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    emitLater(this, "close");
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (let line = await readLine(); line !== null && !this.#closed; line = await readLine()) yield line;
  }
}

class PromisedInterface extends Interface {
  override question(prompt: string): Promise<string> {
    return this.ask(prompt);
  }
}

export const readlinePromises = { createInterface: () => new PromisedInterface(), Interface: PromisedInterface };
export const readline = { createInterface: () => new Interface(), Interface, promises: readlinePromises, clearLine: () => true, cursorTo: () => true };
