import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import { callGuest, fromGuest, type Passed, Thrown, toGuest } from "./realm.ts";
import type { ThrownFacts } from "./run-error.ts";

/** The guest's realm as the worker speaks with it: functions of our object in it, by name. What they throw comes as `Thrown`. */
export class GuestRealm {
  constructor(
    readonly context: QuickJSContext,
    private readonly object: QuickJSHandle,
  ) {}

  call(name: string, ...args: Passed[]): QuickJSHandle {
    return this.callWith(name, ...args.map((arg) => toGuest(this.context, arg)));
  }

  callWith(name: string, ...args: QuickJSHandle[]): QuickJSHandle {
    return callGuest(this.context, this.object, name, args);
  }

  number(name: string): number {
    return Number(this.call(name).consume((handle) => fromGuest(this.context, handle)));
  }

  text(name: string, ...args: Passed[]): string {
    return this.#asText(this.call(name, ...args));
  }

  describe(thrown: QuickJSHandle): ThrownFacts {
    try {
      return JSON.parse(this.#asText(this.callWith("describe", thrown))) as ThrownFacts;
    } catch {
      return { name: "Error", message: "what was thrown could not be read", stack: "", code: null };
    }
  }

  /** What was thrown, as an error of the worker's. */
  asError(error: unknown): Error {
    if (!(error instanceof Thrown)) return error instanceof Error ? error : new Error(String(error));
    const { name, message, code } = this.describe(error.handle);
    return Object.assign(new Error(message), { name, code });
  }

  #asText(handle: QuickJSHandle): string {
    const value = handle.consume((held) => fromGuest(this.context, held));
    return typeof value === "string" ? value : "";
  }
}
