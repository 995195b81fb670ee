import type { VitrineError } from "@vitrine/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type FileInput, readFiles } from "./run-files.ts";

const refusal = (files: Record<string, FileInput>, fileBytes?: number) =>
  readFiles(files, fileBytes).then(
    () => "taken",
    (error: unknown) => error as VitrineError,
  );

describe("R23: files of a run", () => {
  beforeEach(() => vi.stubGlobal("document", { baseURI: "https://page.test/app/" }));
  afterEach(() => vi.unstubAllGlobals());

  test("are copies of what is given, by normalised paths", async () => {
    const bytes = new Uint8Array([1, 2]);
    const read = await readFiles({ "./a//b.txt": "ä", "/mnt/c": bytes, d: { content: new Blob(["d"]), readOnly: true }, e: bytes.buffer });
    bytes.fill(9);
    expect(read.map(({ path, bytes: taken, readOnly }) => [path, [...taken], readOnly])).toEqual([
      ["a/b.txt", [195, 164], false],
      ["/mnt/c", [1, 2], false],
      ["d", [100], true],
      ["e", [1, 2], false],
    ]);
  });

  test.each(["", ".", "/", "..", "../a", "a/../b", "a/", "/a", "/lib/python3.13/json.py", "/vitrine/_vitrine/x.py", "/proc/x", "/dev/stdin", "a\\b", "a\0b", "a\nb", "a\ud800b", "x".repeat(256)])("refuses the path %j", async (path) => {
    expect(await refusal({ [path]: "" })).toMatchObject({ code: "INVALID_ARGUMENT", fix: expect.stringContaining("data/sales.csv") });
  });

  test("refuses one path twice, and a file that is a folder", async () => {
    expect(await refusal({ a: "", "./a": "" })).toMatchObject({ code: "INVALID_ARGUMENT", message: "Two files are called a." });
    expect(await refusal({ a: "", "a/b": "" })).toMatchObject({ code: "INVALID_ARGUMENT", message: "a is a file and the folder of a/b." });
  });

  test.each([7, null, [], { content: "", readonly: true }, { content: 7 }, { readOnly: true }, { url: 7 }, new Date()])("refuses the content %j", async (content) => {
    expect(await refusal({ a: content as unknown as FileInput })).toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  test("fetches what is given by URL, without credentials", async () => {
    const asked: [string, RequestInit | undefined][] = [];
    vi.stubGlobal("fetch", async (url: URL, init?: RequestInit) => {
      asked.push([url.href, init]);
      return new Response("text");
    });
    const read = await readFiles({ a: new URL("https://a.test/x"), b: { content: { url: "data.csv" }, readOnly: true } });
    expect(read.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(["text", "text"]);
    const init = { credentials: "omit", referrerPolicy: "no-referrer" };
    expect(asked).toEqual([["https://a.test/x", init], ["https://page.test/app/data.csv", init]]);
  });

  test.each(["file:///etc/passwd", "data:text/plain,x", "blob:https://page.test/1", "https://user:x@a.test/", "https://"])("refuses the URL %s", async (url) => {
    expect(await refusal({ a: { url } })).toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining("The file a cannot be fetched") });
  });

  test("names the file, its URL and why it did not come", async () => {
    vi.stubGlobal("fetch", async () => new Response("no", { status: 404 }));
    expect(await refusal({ a: { url: "https://a.test/x" } })).toMatchObject({ code: "FILE_UNAVAILABLE", message: "The file a could not be fetched from https://a.test/x: HTTP 404." });
    vi.stubGlobal("fetch", async () => new Response("x".repeat(60)));
    expect(await refusal({ a: { url: "https://a.test/x" }, b: { url: "https://a.test/y" } }, 100)).toMatchObject({ code: "FILE_UNAVAILABLE", message: expect.stringContaining("limits.fileBytes (100)") });
  });
});
