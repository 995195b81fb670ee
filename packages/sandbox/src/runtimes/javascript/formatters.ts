/** What of `Intl` the guest's realm may call, by kind: the rest of ECMA-402 is made of these in guest/intl.ts. */
const methods: Record<string, readonly string[]> = {
  NumberFormat: ["format", "formatToParts", "formatRange", "formatRangeToParts"],
  DateTimeFormat: ["format", "formatToParts", "formatRange", "formatRangeToParts"],
  Collator: ["compare"],
  PluralRules: ["select", "selectRange"],
  ListFormat: ["format", "formatToParts"],
  RelativeTimeFormat: ["format", "formatToParts"],
  DisplayNames: ["of"],
  Segmenter: ["segment"],
};

/** Characters of a text that is taken apart: its parts are objects in the worker's own memory, which `limits.memoryBytes` does not count. */
const longest = 2 ** 20;

/** Formatters that are held for one interpreter. */
const most = 200;

/** The formatters of the worker's own `Intl`, for a realm that has none: held by what they were made with. Arguments are the guest's word. */
export class Formatters {
  readonly #held = new Map<string, Record<string, (...args: unknown[]) => unknown>>();

  /** `settings`: `[locales, options]` as JSON. Lists go in as JSON, and all comes out so that is no text or number. Throws RangeError and TypeError as `Intl` does. */
  call(kind: string, settings: string, method: string, args: readonly unknown[]): string | number | null {
    if (method === "getCanonicalLocales") return JSON.stringify(Intl.getCanonicalLocales(list(args)));
    const formatter = this.#formatter(kind, settings);
    if (method === "supportedLocalesOf") return JSON.stringify(Intl[kind as "NumberFormat"].supportedLocalesOf(list(args)));
    if (method !== "resolvedOptions" && !methods[kind]!.includes(method)) throw new TypeError(`Intl.${kind} has no ${method}`);
    if (method === "segment" && String(args[0]).length > longest) throw new RangeError(`Intl.Segmenter takes texts of at most ${longest} characters here. Take the text apart by lines before.`);
    const result = formatter[method]!(...(kind === "ListFormat" && args.length > 0 ? [list(args)] : args)) ?? null;
    if (typeof result !== "object" || result === null) return result as string | number | null;
    return JSON.stringify(method === "segment" ? [...(result as Iterable<object>)] : result);
  }

  #formatter(kind: string, settings: string): Record<string, (...args: unknown[]) => unknown> {
    const key = `${kind} ${settings}`;
    const held = this.#held.get(key);
    if (held) return held;
    if (!Object.hasOwn(methods, kind)) throw new TypeError(`Intl.${kind} is not there`);
    const [locales, options] = JSON.parse(settings) as [string | string[], object | null];
    const made = new Intl[kind as "NumberFormat"](locales, options ?? undefined) as unknown as Record<string, (...args: unknown[]) => unknown>;
    if (this.#held.size >= most) this.#held.clear();
    this.#held.set(key, made);
    return made;
  }
}

const list = ([json]: readonly unknown[]) => JSON.parse(String(json)) as string[];
