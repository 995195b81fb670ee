import { byteLength, cloneLength } from "./byte-length.ts";
import { cover } from "./cover.ts";
import { realNow } from "../runtimes/real-now.ts";
import { SteadyList } from "./steady-list.ts";

/** What a value in a message weighs beside its bytes, and a message beside its values: as many bytes as keep Firefox's page as busy. */
const weights = { value: 512, message: 4096 };
/** What the messages of a worker may weigh in a second. */
const rate = 2 ** 28;
/** What one may weigh; more where limits allow larger outputs or files. */
let largest = 2 ** 26;
let told = false;
const levels = 100;

// Held here, as guest code may replace what it finds.
const { apply, getPrototypeOf, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
const { isArray } = Array;
const { create, prototype: plain } = Object;
const customSections = globalThis.WebAssembly?.Module.customSections as typeof WebAssembly.Module.customSections | undefined;
const handlerOf = getOwnPropertyDescriptor(MessagePort.prototype, "onmessage")!.get!;

/** Lets a single message weigh this many bytes, and what goes with them. Only the first word counts: later ones could be the guest's. */
export function allowMessages(bytes: number): void {
  if (!told) largest = Math.max(largest, bytes + 2 ** 24);
  told = true;
}

/**
 * Stands before every way to post a message: plain data only, so much at once and so much in a second. A message of a gigabyte or of a million names keeps
 * Firefox's page busy before any guard sees it.
 */
export function rationMessages(): void {
  for (const target of [MessagePort.prototype, globalThis]) {
    const native = (target as { postMessage: (...args: unknown[]) => void }).postMessage;
    // Who replaces it only stands before this one.
    const rationed = function postMessage(this: unknown, message: unknown, options?: unknown): void {
      let weight = weights.message;
      const weigh = (amount: number) => {
        weight += amount;
        if (weight > largest) throw new RangeError(`A message of a worker weighs at most ${largest} bytes, each value in it ${weights.value}. Send it in parts.`);
      };
      const transfer = new SteadyList();
      const given = (isArray(options) ? options : (options as { transfer?: unknown[] } | undefined)?.transfer) ?? [];
      for (let i = 0; i < given.length; i++) transfer.add(bufferOrPort(given[i]));
      const copy = copyOf(message, weigh, 0);
      pace(weight);
      apply(native, this, [copy, transfer.list]);
    };
    cover(target, "postMessage", rationed, true);
  }
}

/** A copy by values: what was weighed is what is sent, whatever getters and proxies say when they are asked again. */
function copyOf(value: unknown, weigh: (amount: number) => void, level: number): unknown {
  weigh(weights.value);
  if (typeof value === "string") weigh(value.length);
  if (typeof value === "bigint") throw new TypeError("A worker posts no bigint: post its text.");
  if (typeof value !== "object" || value === null) return value;
  if (level > levels) throw new RangeError(`A message of a worker has at most ${levels} levels.`);
  const bytes = cloneLength(value);
  if (bytes !== undefined) {
    weigh(bytes);
    return value;
  }
  if (isPort(value) || isModule(value)) return value;
  const list = isArray(value);
  const prototype = list ? plain : getPrototypeOf(value);
  if (prototype !== plain && prototype !== null) throw new TypeError("A worker posts plain data only: texts, numbers, lists, objects, buffers.");
  const copy = (list ? [] : create(null)) as object;
  const keys = ownKeys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (typeof key === "string" && getOwnPropertyDescriptor(value, key)?.enumerable) {
      weigh(key.length);
      defineProperty(copy, key, { __proto__: null, value: copyOf((value as Record<string, unknown>)[key], weigh, level + 1), enumerable: true } as PropertyDescriptor);
    }
  }
  return copy;
}

function isPort(value: unknown): boolean {
  try {
    apply(handlerOf, value, []);
    return true;
  } catch {
    return false;
  }
}

/** The code is not copied, wherever the module goes. */
function isModule(value: unknown): boolean {
  try {
    customSections!(value as WebAssembly.Module, "");
    return true;
  } catch {
    return false;
  }
}

/** Streams and the like would go on sending past any ration. */
function bufferOrPort(value: unknown): unknown {
  if (byteLength(value) === undefined && !isPort(value)) throw new TypeError("A worker transfers buffers and ports only.");
  return value;
}

let allowance = 2 ** 26;
let last = realNow();

/** Waits, in the guest's own time, until so much may go out. */
function pace(weight: number): void {
  for (;;) {
    const time = realNow();
    allowance = Math.min(Math.max(largest, weight), allowance + ((time - last) / 1000) * rate);
    last = time;
    if (allowance >= weight) break;
  }
  allowance -= weight;
}
