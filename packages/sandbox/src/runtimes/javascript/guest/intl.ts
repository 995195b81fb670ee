import { define, host } from "./host.ts";

/** Where a program names no locale: the same for every reader, as what it prints is read by others, too. */
const usual = "en-US";

type Locales = string | readonly string[] | undefined;

/** Methods that give text or a number. */
const plain: ReadonlySet<string> = new Set(["format", "formatRange", "compare", "select", "selectRange", "of"]);

/** One formatter of the worker's `Intl`. */
class Formatter {
  readonly #kind: string;
  readonly #settings: string;

  constructor(kind: string, locales: Locales, options: unknown) {
    const named = typeof locales === "string" || locales === undefined ? locales : [...locales].map(String);
    if (options === null) throw new TypeError("Cannot convert undefined or null to object");
    this.#kind = kind;
    this.#settings = JSON.stringify([named === undefined || named.length === 0 ? usual : named, options ?? null]);
    // What is wrong with them is told now.
    this.call("resolvedOptions");
  }

  call(method: string, ...args: (string | number)[]): unknown {
    const result = host.intl(this.#kind, this.#settings, method, ...args);
    return typeof result === "string" && !plain.has(method) ? JSON.parse(result) : (result ?? undefined);
  }
}

/** Those that were made last, for the methods of numbers, dates and texts, which are called in loops. */
const made = new Map<string, Formatter>();

function formatter(kind: string, locales: Locales, options: unknown): Formatter {
  const key = locales === undefined && options === undefined ? kind : JSON.stringify([kind, locales, options]);
  let found = made.get(key);
  if (!found) {
    if (made.size >= 50) made.clear();
    made.set(key, (found = new Formatter(kind, locales, options)));
  }
  return found;
}

const isSimple = /^[A-Za-z0-9 ]*$/;

/** Compares texts of plain letters, digits and spaces as the root collation does (https://www.unicode.org/reports/tr10/): by letters, and where these are the same, small ones first. */
function compareSimple(one: string, other: string): number {
  const [small, otherSmall] = [one.toLowerCase(), other.toLowerCase()];
  if (small !== otherSmall) return small < otherSmall ? -1 : 1;
  return one === other ? 0 : one > other ? -1 : 1;
}

/** Numbers that JSON has not, and those that are larger than numbers go, as text, which formatters read exactly. */
function numeric(value: unknown): number | string {
  if (typeof value === "bigint") return value.toString();
  const number = typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value)) ? value : Number(value);
  return typeof number === "string" || (Number.isFinite(number) && !Object.is(number, -0)) ? number : Object.is(number, -0) ? "-0" : String(number);
}

function moment(value: unknown): number {
  const time = value === undefined ? Date.now() : Number(value);
  if (!Number.isFinite(time)) throw new RangeError("Invalid time value");
  return time;
}

const same = (value: unknown) => value as string | number;

/** How arguments go to the worker, and which method is a getter of a function that needs no `this`. */
const kinds: Record<string, { methods: readonly string[]; bound?: string; argument: (value: unknown) => string | number }> = {
  NumberFormat: { methods: ["formatToParts", "formatRange", "formatRangeToParts"], bound: "format", argument: numeric },
  DateTimeFormat: { methods: ["formatToParts", "formatRange", "formatRangeToParts"], bound: "format", argument: moment },
  Collator: { methods: [], bound: "compare", argument: String },
  PluralRules: { methods: ["select", "selectRange"], argument: Number },
  ListFormat: { methods: ["format", "formatToParts"], argument: (list) => JSON.stringify([...(list as Iterable<unknown>)].map(String)) },
  RelativeTimeFormat: { methods: ["format", "formatToParts"], argument: same },
  DisplayNames: { methods: ["of"], argument: String },
  Segmenter: { methods: ["segment"], argument: String },
};

/** Moments are the only argument that may be left out. */
const pass = (kind: string, args: unknown[]) => (kind === "DateTimeFormat" && args.length === 0 ? [undefined] : args).map(kinds[kind]!.argument);

/** As in the standard a function that makes one with and without `new`. */
function classOf(kind: string): unknown {
  const { methods, bound } = kinds[kind]!;
  const own = new WeakMap<object, Formatter>();
  function Made(this: unknown, locales?: Locales, options?: unknown): object {
    const self = Object.create((new.target?.prototype as object | undefined) ?? (Made.prototype as object)) as object;
    own.set(self, new Formatter(kind, locales, options));
    return self;
  }
  const of = (self: unknown) => own.get(self as object) ?? refuse(kind);
  const method = (name: string) => ({
    value(this: unknown, ...args: unknown[]) {
      return of(this).call(name, ...pass(kind, args));
    },
    writable: true,
    configurable: true,
  });
  Object.defineProperty(Made, "name", { value: kind });
  Object.defineProperties(Made.prototype, {
    ...Object.fromEntries(methods.map((name) => [name, method(name)])),
    resolvedOptions: {
      value(this: unknown) {
        return of(this).call("resolvedOptions");
      },
      writable: true,
      configurable: true,
    },
    [Symbol.toStringTag]: { value: `Intl.${kind}`, configurable: true },
    ...(bound && {
      [bound]: {
        get(this: unknown) {
          const held = of(this);
          return (...args: unknown[]) => held.call(bound, ...pass(kind, args));
        },
        configurable: true,
      },
    }),
  });
  const supportedLocalesOf = (locales: Locales) => formatter(kind, usual, kind === "DisplayNames" ? { type: "region" } : undefined).call("supportedLocalesOf", JSON.stringify(locales ?? []));
  Object.defineProperty(Made, "supportedLocalesOf", { value: supportedLocalesOf, writable: true, configurable: true });
  return Made;
}

function refuse(kind: string): never {
  throw new TypeError(`Method called on an object that is no Intl.${kind}`);
}

const days = ["weekday", "year", "month", "day"];
const times = ["dayPeriod", "hour", "minute", "second", "fractionalSecondDigits"];

/** A date's options with what is shown where they say nothing of it (ECMA-402, CreateDateTimeFormat with `defaults`). */
function dated(options: Record<string, unknown> | undefined, required: readonly string[], defaults: Record<string, string>): Record<string, unknown> {
  const says = [...required, "dateStyle", "timeStyle"].some((name) => options?.[name] !== undefined);
  return says ? options! : { ...options, ...defaults };
}

const date = { year: "numeric", month: "numeric", day: "numeric" };
const time = { hour: "numeric", minute: "numeric", second: "numeric" };

function methodOf(prototype: object, name: string, value: (this: never, ...args: never[]) => unknown): void {
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
}

/** The worker's `Intl`, and the methods of the language that go by it. */
export function installIntl(): void {
  const intl = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, classOf(kind)]));
  const getCanonicalLocales = (locales?: Locales) => formatter("NumberFormat", usual, undefined).call("getCanonicalLocales", JSON.stringify(locales ?? []));
  define("Intl", Object.defineProperties({}, {
    ...Object.fromEntries(Object.entries({ ...intl, getCanonicalLocales }).map(([name, value]) => [name, { value, writable: true, configurable: true }])),
    [Symbol.toStringTag]: { value: "Intl", configurable: true },
  }));
  const inNumbers = function (this: number | bigint, locales?: Locales, options?: unknown) {
    return formatter("NumberFormat", locales, options).call("format", numeric(this.valueOf()));
  };
  methodOf(Number.prototype, "toLocaleString", inNumbers);
  methodOf(BigInt.prototype, "toLocaleString", inNumbers);
  const inDates = (required: readonly string[], defaults: Record<string, string>) =>
    function (this: Date, locales?: Locales, options?: Record<string, unknown>) {
      return Number.isNaN(this.getTime()) ? "Invalid Date" : formatter("DateTimeFormat", locales, dated(options, required, defaults)).call("format", this.getTime());
    };
  methodOf(Date.prototype, "toLocaleString", inDates([...days, ...times], { ...date, ...time }));
  methodOf(Date.prototype, "toLocaleDateString", inDates(days, date));
  methodOf(Date.prototype, "toLocaleTimeString", inDates(times, time));
  methodOf(String.prototype, "localeCompare", function (this: unknown, that: unknown, locales?: Locales, options?: unknown) {
    const [one, other] = [String(this), String(that)];
    if (locales === undefined && options === undefined && isSimple.test(one) && isSimple.test(other)) return compareSimple(one, other);
    return formatter("Collator", locales, options).call("compare", one, other);
  });
  methodOf(Array.prototype, "toLocaleString", function (this: unknown[], ...given: unknown[]) {
    return this.map((each) => (each === null || each === undefined ? "" : (each as { toLocaleString(...args: unknown[]): string }).toLocaleString(...given))).join(",");
  });
}
