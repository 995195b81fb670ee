import { createPayload } from "@vitrine/sdk/server";
import { expect, test } from "vitest";
import { FigureStore } from "./figure-store.ts";

test("keeps the last hundred under ids that differ and cannot be guessed", () => {
  const figures = new FigureStore();
  const ids = Array.from({ length: 101 }, (_, n) => figures.add({ payload: createPayload({ code: `print(${n})` }), title: `${n}` }));
  expect(new Set(ids).size).toBe(101);
  expect(ids.every((id) => /^[\w-]{16}$/.test(id))).toBe(true);
  expect(figures.get(ids[0]!)).toBeUndefined();
  expect(figures.get(ids[1]!)?.title).toBe("1");
  expect(figures.get(ids[100]!)?.title).toBe("100");
});
