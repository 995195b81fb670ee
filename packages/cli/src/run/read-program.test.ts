import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BlockMode, readPrograms } from "./read-program.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-read-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, text: string, language = "python") {
  const [program, ...others] = await readAll(name, text, "together", language);
  expect(others).toEqual([]);
  return program;
}

async function readAll(name: string, text: string, blocks: BlockMode, language = "python") {
  await writeFile(join(folder, name), text);
  return readPrograms(join(folder, name), language, blocks);
}

test("a program is called as its file", async () => {
  expect(await read("demo.py", "print(1)\n", "javascript")).toMatchObject({ language: "python", sources: [{ name: "demo.py", code: "print(1)\n" }] });
  expect((await read("mark.py", "\uFEFFprint(1)"))?.sources[0]?.code).toBe("print(1)");
  expect(await read("notes.txt", "1", "javascript")).toMatchObject({ language: "javascript", sources: [{ name: "notes.txt", code: "1" }] });
});

test("a reply's blocks of the language are one program, with the inputs of its front matter", async () => {
  const program = await read("reply.md", '---\n{"stdin": "x"}\n---\nInstall:\n```bash\npip install six\n```\nThen\n```python\na = 1\n```\nand\n~~~py\nb = 2\n~~~\n');
  expect(program).toEqual({
    language: "python",
    sources: [
      { name: "block 1", code: "a = 1" },
      { name: "block 2", code: "b = 2" },
    ],
    files: {},
    stdin: "x",
  });
});

test("blocks apart are programs of their own that know their line in the file; other languages are left out", async () => {
  const page = "\uFEFF---\r\njupyter:\r\n  kernelspec: x\r\n---\r\n\r\n```python hide_code=true\r\na = 1\r\n```\r\n```bash\r\nls\r\n```\r\n```pycon\r\n>>> a\r\n1\r\n```\r\n```\r\nout\r\n```\r\n\r\n```python\r\ncut off";
  const told = (await readAll("page.md", page, "apart")).map(({ sources, block }) => ({ code: sources[0]?.code, ...block }));
  expect(told).toEqual([
    { code: "a = 1", name: "block 1", line: 7 },
    { code: ">>> a\n1", name: "block 2", line: 13 },
    { code: "cut off", name: "block 3", line: 21 },
  ]);
});

test("blocks apart are chosen as for one program: unlabelled ones only where none is labelled", async () => {
  const page = "```\nx = 1\n```\n\n```\n$ ls\n```\n";
  expect((await readAll("bare.md", page, "apart")).map(({ block }) => block?.line)).toEqual([2]);
  await expect(readAll("none.md", "Words.\n", "apart")).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});

test("a reply without code, and a file that is not there, are said with a fix", async () => {
  await expect(read("talk.md", "Sorry, no.\n```json\n{}\n```\n")).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining("talk.md: There is no python to run") as string });
  await expect(readPrograms(join(folder, "absent.py"), "python", "together")).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining("no such file") as string });
  await expect(readPrograms(folder, "python", "together")).rejects.toMatchObject({ message: expect.stringContaining("it is a folder") as string });
});
