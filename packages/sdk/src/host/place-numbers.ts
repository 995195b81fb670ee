import { type Json, numbersKey, numberTypes } from "@vitrine/protocol";

/** Levels that lists of numbers may nest. */
const deepest = 4;

/**
 * Puts lists of numbers where JSON that came over the wire names them (`WireNumbers`), and returns it. `take` is told how many lists and numbers before they are made,
 * and may throw. Throws where a place is none.
 */
export function placeNumbers(json: Json, numbers: ArrayBuffer, take: (lists: number, numbers: number) => void): Json {
  const place = (value: Json): Json => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) if (typeof value[index] === "object") value[index] = place(value[index]!);
      return value;
    }
    if (Object.hasOwn(value, numbersKey)) return listsAt(value[numbersKey]!, numbers, take);
    for (const key of Object.keys(value)) if (typeof value[key] === "object") value[key] = place(value[key]);
    return value;
  };
  return place(json);
}

function listsAt(mark: Json, buffer: ArrayBuffer, take: (lists: number, numbers: number) => void): Json[] {
  const [type, offset, ...lengths] = Array.isArray(mark) ? mark : [];
  if (typeof type !== "string" || !Object.hasOwn(numberTypes, type)) throw new Error("numbers of no known type");
  const isPlace = Number.isSafeInteger(offset) && lengths.length > 0 && lengths.length <= deepest && lengths.every((length) => Number.isSafeInteger(length) && (length as number) > 0);
  if (!isPlace) throw new Error("numbers at no place");
  const shape = lengths as number[];
  const count = shape.reduce((product, length) => product * length, 1);
  take(1 + count / shape.at(-1)!, count);
  // Throws where they do not lie within the buffer.
  const view = new numberTypes[type as keyof typeof numberTypes](buffer, offset as number, count);
  let next = 0;
  const listAt = (level: number): Json[] => {
    const list: Json[] = [];
    if (level === shape.length - 1) {
      for (const end = next + shape[level]!; next < end; next++) list.push(Number.isFinite(view[next]) ? view[next]! : null);
    } else for (let index = 0; index < shape[level]!; index++) list.push(listAt(level + 1));
    return list;
  };
  return listAt(0);
}
