import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readProgram } from "./read-program.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-read-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, text: string, language = "python") {
  await writeFile(join(folder, name), text);
  return readProgram(join(folder, name), language);
}

test("a program is called as its file", async () => {
  expect(await read("demo.py", "print(1)\n", "javascript")).toMatchObject({ language: "python", sources: [{ name: "demo.py", code: "print(1)\n" }] });
  expect((await read("mark.py", "\uFEFFprint(1)")).sources[0]?.code).toBe("print(1)");
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

test("a reply without code, and a file that is not there, are said with a fix", async () => {
  await expect(read("talk.md", "Sorry, no.\n```json\n{}\n```\n")).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining("talk.md: There is no python to run") as string });
  await expect(readProgram(join(folder, "absent.py"), "python")).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining("no such file") as string });
  await expect(readProgram(folder, "python")).rejects.toMatchObject({ message: expect.stringContaining("it is a folder") as string });
});
