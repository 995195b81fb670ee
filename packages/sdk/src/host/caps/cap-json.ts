import type { Json } from "@vitrine/protocol";
import { isObject } from "../describe/json.ts";

/** Values that are kept: more than the renderer's characters hold. */
const most = 50_000;

/** The first values of a JSON tree; what follows in a list or an object is one "…". */
export function capJson(json: Json): Json {
  let left = most;
  const cut = (value: Json): Json => {
    left -= 1;
    if (Array.isArray(value)) {
      const kept: Json[] = [];
      for (const item of value) {
        if (left <= 0) return [...kept, "…"];
        kept.push(cut(item));
      }
      return kept;
    }
    if (!isObject(value)) return value;
    const kept: [string, Json][] = [];
    for (const key of Object.keys(value)) {
      if (left <= 0) return Object.fromEntries([...kept, ["…", "…"]]);
      kept.push([key, cut(value[key]!)]);
    }
    return Object.fromEntries(kept);
  };
  return cut(json);
}
