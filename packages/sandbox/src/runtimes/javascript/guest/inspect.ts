import { host } from "./host.ts";

interface NodeUtil {
  inspect: ((value: unknown, options?: object) => string) & { custom: symbol };
  format(...values: unknown[]): string;
  formatWithOptions(options: object, ...values: unknown[]): string;
  stripVTControlCharacters(text: string): string;
}

let loaded: NodeUtil | undefined;

/** Node's util.inspect and util.format, by node-inspect-extracted. Most programs print text alone and never need it. */
export function nodeUtil(): NodeUtil {
  if (loaded) return loaded;
  const module = { exports: {} as NodeUtil };
  // QuickJS is built without it, and the library copies what it has.
  const missing = !("Atomics" in globalThis);
  if (missing) Object.defineProperty(globalThis, "Atomics", { value: {}, configurable: true });
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- a file of the distribution, in the guest's own realm
    (new Function("module", "exports", host.text("inspect")) as (module: object, exports: object) => void)(module, module.exports);
  } finally {
    if (missing) delete (globalThis as { Atomics?: unknown }).Atomics;
  }
  loaded = module.exports;
  Object.defineProperty(Error.prototype, loaded.inspect.custom, { value: describeError, configurable: true, writable: true });
  return loaded;
}

export const inspect = (value: unknown, options?: object): string => nodeUtil().inspect(value, options);

/** Formats as console.log does. */
export function format(values: unknown[]): string {
  const [first] = values;
  if (values.length === 0) return "";
  if (values.length === 1 && typeof first === "string") return first;
  if (values.every((value) => typeof value === "string") && !(first as string).includes("%")) return values.join(" ");
  return nodeUtil().format(...values);
}

/** The frames of an error that are the program's. */
export const ownFrames = (stack: unknown): string =>
  String(stack ?? "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.includes("(vitrine:"))
    .map((line) => line.replace(/<eval> \((.*)\)$/, "$1"))
    .join("\n");

/** QuickJS's stacks have the frames alone; Node's begin with the error. */
function describeError(this: Error, depth: number, options: object, show: (value: unknown, options: object) => string): string {
  const head = this.message === "" ? this.name : `${this.name}: ${this.message}`;
  const frames = ownFrames(this.stack);
  const own = Object.fromEntries(Object.entries(this));
  const cause = Object.hasOwn(this, "cause") ? { "[cause]": this.cause } : {};
  const errors = this instanceof AggregateError ? { "[errors]": this.errors as unknown[] } : {};
  const more = { ...own, ...cause, ...errors };
  const text = depth < 0 ? `[${head}]` : `${head}${frames && `\n${frames}`}`;
  return depth < 0 || Object.keys(more).length === 0 ? text : `${text} ${show(more, options)}`;
}
