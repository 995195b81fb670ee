import type { Json } from "@vitrine/protocol";

export type JsonObject = { [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
/** The objects of a list; none where it is no list. */
export const objectsOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
/** Text without Plotly's small HTML, on one line; empty where it is no text. */
export const asWords = (value: Json | undefined): string =>
  typeof value === "string" ? value.slice(0, 1000).replace(/<[^<>]*>/g, " ").replace(/\s+/g, " ").trim() : "";
