import { expect, test, vi } from "vitest";
import { createPublicUrl } from "./public-url.ts";

const file = (url: string) => ({ path: "x", sha256: "", url });
const offline = (): Promise<Response> => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) }));
/** Never answers, but can be aborted. */
const silent: typeof fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error));
  });

test("asks an unreachable host once, however many files it has", async () => {
  const fetch = vi.fn(offline);
  const supply = createPublicUrl({ fetch });
  const answers = await Promise.all([supply(file("https://a.example/1")), supply(file("https://a.example/2"))]);
  answers.push(await supply(file("https://a.example/3")));
  expect(fetch).toHaveBeenCalledTimes(1);
  for (const answer of answers) expect(answer).toEqual({ source: "a.example", reason: "not reachable (ENOTFOUND)" });
  await supply(file("https://b.example/1"));
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("does not wait long for a host that never answers", async () => {
  const supply = createPublicUrl({ fetch: silent, answerMs: 20 });
  expect(await supply(file("https://a.example/1"))).toEqual({ source: "a.example", reason: "not reachable (no answer within 0.02 s)" });
});

test("gives the bytes, and the URL as their source", async () => {
  const supply = createPublicUrl({ fetch: async () => new Response("hello") });
  expect(await supply(file("https://a.example/1"))).toEqual({ source: "https://a.example/1", bytes: new TextEncoder().encode("hello") });
});

test("reports a refusal of one file and still asks for the next", async () => {
  const fetch = async (url: unknown): Promise<Response> => (String(url).endsWith("1") ? new Response("", { status: 404 }) : new Response("hello"));
  const supply = createPublicUrl({ fetch });
  expect(await supply(file("https://a.example/1"))).toEqual({ source: "https://a.example/1", reason: "HTTP 404" });
  expect(await supply(file("https://a.example/2"))).toHaveProperty("bytes");
});

test("gives up on a download that stands still", async () => {
  const stalled: typeof globalThis.fetch = async (url, init) =>
    init?.method === "HEAD" ? new Response() : silent(url, init);
  const supply = createPublicUrl({ fetch: stalled, stallMs: 20 });
  expect(await supply(file("https://a.example/1"))).toEqual({ source: "https://a.example/1", reason: "no answer within 0.02 s" });
});

test("knows nothing of files that have no public place", async () => {
  const fetch = vi.fn(offline);
  expect(await createPublicUrl({ fetch })({ path: "x", sha256: "" })).toBeUndefined();
  expect(fetch).not.toHaveBeenCalled();
});

test("throws when it is interrupted", async () => {
  const interrupt = new AbortController();
  const supplying = createPublicUrl({ fetch: silent, signal: interrupt.signal })(file("https://a.example/1"));
  interrupt.abort(new Error("stop"));
  await expect(supplying).rejects.toThrow("stop");
});
