import { expect, test } from "vitest";
import { pageCsp } from "./page-csp.ts";

test("pages may load from their own server only, and nothing inline", () => {
  expect(pageCsp()).toContain("default-src 'self'; style-src 'self';");
  expect(pageCsp()).not.toMatch(/unsafe|\*|https?:/);
});
