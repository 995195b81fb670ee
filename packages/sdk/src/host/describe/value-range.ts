import type { Json } from "@vitrine/protocol";
import type { Budget } from "./budget.ts";
import { decodeTyped } from "./decode-typed.ts";
import { asWords } from "./json.ts";

const date = /^\d{4}-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d|$)/;

/** Categories that are named; more are counted up to this many. */
const named = 5;
const counted = 1000;

/** What looking at a number costs, where a text costs 1. */
const numberWeight = 0.1;

/** What values range over: numbers from … to …, dates likewise, categories by number and the first few. */
export class ValueRange {
  #low = Infinity;
  #high = -Infinity;
  #first = "";
  #last = "";
  readonly #categories = new Set<string>();

  /** Takes in a value, a list, a list of lists, or typed numbers. Returns how many they are. */
  add(value: Json | undefined, budget: Budget): number {
    const typed = decodeTyped(value, budget);
    if (typed) {
      for (let index = 0; index < (typed.numbers?.length ?? 0); index++) this.#number(typed.numbers![index]!);
      return typed.count;
    }
    if (!Array.isArray(value)) return this.#one(value);
    let count = 0;
    for (const item of value) {
      // What comes after is only counted.
      if (budget.values <= 0) count += Array.isArray(item) ? item.length : 1;
      else count += Array.isArray(item) ? this.add(item, budget) : this.#one(item);
      budget.values -= typeof item === "number" ? numberWeight : 1;
    }
    return count;
  }

  #one(value: Json | undefined): number {
    if (typeof value === "number") this.#number(value);
    else if (typeof value === "boolean") this.#categories.add(String(value));
    else if (typeof value === "string") this.#text(value);
    return value === undefined ? 0 : 1;
  }

  #number(value: number): void {
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  #text(value: string): void {
    const short = value.slice(0, 100);
    if (date.test(short)) {
      if (this.#first === "" || short < this.#first) this.#first = short;
      if (short > this.#last) this.#last = short;
    } else if (short.trim() !== "" && Number.isFinite(Number(short))) this.#number(Number(short));
    else if (this.#categories.size < counted) this.#categories.add(asWords(short));
  }

  /** In words; empty where there was nothing. */
  toString(): string {
    if (this.#categories.size > 0) {
      const all = [...this.#categories];
      return `${all.length}${all.length >= counted ? " or more" : ""} ${all.length === 1 ? "category" : "categories"} (${all.slice(0, named).join(", ")}${all.length > named ? "…" : ""})`;
    }
    if (this.#first !== "") return span(day(this.#first), day(this.#last));
    return Number.isFinite(this.#low) && Number.isFinite(this.#high) ? span(short(this.#low), short(this.#high)) : "";
  }
}

const span = (low: string, high: string) => (low === high ? low : `${low} to ${high}`);
const day = (text: string) => text.slice(0, 16).replace(/[T ]00:00$/, "").replace("T", " ");
/** Four digits say enough. */
const short = (value: number) => String(Number(value.toPrecision(4)));
