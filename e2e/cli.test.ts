import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { descendants, isAlive, type Ended, startCli } from "./cli-process.ts";

interface JsonLine {
  file: string;
  block?: { name: string; line: number };
  undrawn?: string[];
  status: string;
  stdout: string;
  outputs: { data: Record<string, { data: { type: string }[] }> }[];
  files: { path: string; bytes: string }[];
  error?: { code: string; name: string; line: number | null; source: string | null; message: string; fix: string };
}

const plotly = "application/vnd.plotly.v1+json";
const fixture = (name: string): string => `cli-fixtures/${name}`;
const cli = (...argv: string[]): Promise<Ended> => startCli(argv).ended;
const linesOf = ({ stdout }: Ended): JsonLine[] => stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as JsonLine);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("vitrine run", () => {
  test("R40, R42: a module finds its name, its arguments, its variables and the folders of --dir, the empty ones too", async () => {
    const at = (name: string) => join(folder, name);
    await mkdir(at("host/empty/deeper"), { recursive: true });
    await writeFile(at("host/file.txt"), "text");
    await symlink("file.txt", at("host/linked.txt"));
    // Prints what args_get and environ_get give, then the names in the first directory and in the first of its folders.
    await writeFile(at("tells.wat"), `(module
      (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_size (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "environ_get" (func $env (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "environ_sizes_get" (func $env_size (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_readdir" (func $list (param i32 i32 i32 i64 i32) (result i32)))
      (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 1) (data (i32.const 64) "empty")
      (func $print (param i32 i32) (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (local.get 1)) (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
      (func (export "_start")
        (drop (call $args_size (i32.const 16) (i32.const 20))) (drop (call $args (i32.const 100) (i32.const 1000))) (call $print (i32.const 1000) (i32.load (i32.const 20)))
        (drop (call $env_size (i32.const 16) (i32.const 20))) (drop (call $env (i32.const 100) (i32.const 1000))) (call $print (i32.const 1000) (i32.load (i32.const 20)))
        (drop (call $list (i32.const 3) (i32.const 2000) (i32.const 4000) (i64.const 0) (i32.const 20))) (call $print (i32.const 2000) (i32.load (i32.const 20)))
        (drop (call $open (i32.const 3) (i32.const 0) (i32.const 64) (i32.const 5) (i32.const 2) (i64.const 0x4000) (i64.const 0) (i32.const 0) (i32.const 24)))
        (drop (call $list (i32.load (i32.const 24)) (i32.const 2000) (i32.const 4000) (i64.const 0) (i32.const 20))) (call $print (i32.const 2000) (i32.load (i32.const 20)))))`);
    const ended = await cli("run", "--json", "--args", 'the "second"', "--env", "K=a=b", "--dir", `${at("host")}:/data`, at("tells.wat"));
    const [told] = linesOf(ended);
    expect(told, ended.stderr).toMatchObject({ status: "ok" });
    expect(told!.stdout.split(/[^\w."= -]+/).filter((word) => word.length > 2)).toEqual(["tells.wat", 'the "second"', "K=a=b", "file.txt", "linked.txt", "empty", "deeper"]);
  });

  test("R42: without --dir a module finds nothing open; with --file it is the root", async () => {
    const module = join(folder, "opens.wat");
    await writeFile(module, `(module
      (import "wasi_snapshot_preview1" "fd_prestat_get" (func $preopen (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1)
      (func (export "_start") (call $exit (call $preopen (i32.const 3) (i32.const 0)))))`);
    const exitCodes = (ended: Ended) => ended.stdout.trimEnd().split("\n").map((line) => (JSON.parse(line) as { exitCode: number }).exitCode);
    // EBADF
    expect(exitCodes(await cli("run", "--json", module))).toEqual([8]);
    expect(exitCodes(await cli("run", "--json", "--file", `${module}:given.txt`, module))).toEqual([0]);
  });

  test("--json prints a result per file in their order, however they end; 2 where one could not be run", async () => {
    const files = ["bar.md", "fails.py", "no-code.md", "inputs.md"].map(fixture);
    const ended = await cli("run", "--json", ...files);
    const [bar, fails, none, inputs] = linesOf(ended);
    expect([bar, fails, none, inputs].map((line) => line?.file)).toEqual(files);
    expect(bar).toMatchObject({ status: "ok", outputs: [{ data: { [plotly]: { data: [{ type: "bar", y: [1, 3, 2] }] } } }] });
    expect(fails).toMatchObject({ status: "error", stderr: "before\n", error: { code: "UNCAUGHT_EXCEPTION", name: "ZeroDivisionError", source: "fails.py", line: 4 } });
    expect(none).toMatchObject({ status: "error", error: { code: "INVALID_ARGUMENT", message: expect.stringContaining("no-code.md") as string } });
    expect(inputs).toMatchObject({ status: "ok", stdout: "Hello Ada\n" });
    expect(inputs?.files).toContainEqual({ path: "out/bytes.bin", bytes: "AP+A" });
    expect(ended.code).toBe(2);
  });

  test("--out saves figures as PNG and JSON, and files below its folder only; text and values are printed", async () => {
    const out = join(folder, "out");
    const before = await readdir(folder);
    const ended = await cli("run", "--out", out, fixture("bar.md"), fixture("inputs.md"));
    expect(ended).toMatchObject({ code: 0, stdout: "Hello Ada\n2\n" });
    expect(ended.stderr).toContain("bar chart");
    const picture = await readFile(join(out, "bar-1.png"));
    expect(picture.subarray(0, 8)).toEqual(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
    expect({ width, height }).toEqual({ width: 1600, height: 900 });
    // An empty drawing of this size has less than half of it.
    expect(picture.length).toBeGreaterThan(20_000);
    expect(JSON.parse(await readFile(join(out, "bar-1.json"), "utf8"))).toMatchObject({ data: [{ type: "bar" }] });
    expect(await readFile(join(out, "files/inputs/out/bytes.bin"))).toEqual(Buffer.from([0, 255, 128]));
    expect((await readdir(folder)).toSorted()).toEqual([...before, "out"].toSorted());
    expect((await readdir(out)).toSorted()).toEqual(["bar-1.json", "bar-1.png", "files"]);
    expect(await readFile(join(out, "files/inputs/tmp/climbs/__/__/up.txt"), "utf8")).toBe("up");
  });

  test("hands arguments, variables, files and standard input to the program; 1 where it ran out of time", async () => {
    await writeFile(join(folder, "host.txt"), "mounted");
    await writeFile(join(folder, "in.txt"), "fed");
    const inputs = ["--args", "a b", "--args=-c", "--env", "COLOUR=red", "--file", `${join(folder, "host.txt")}:given.txt`, "--stdin", join(folder, "in.txt")];
    const ended = await cli("run", "--json", "--timeout", "1500", ...inputs, fixture("arguments.py"), fixture("spins.py"));
    const [given, spins] = linesOf(ended);
    expect(given).toMatchObject({ status: "ok", stdout: "['a b', '-c'] red mounted fed\n" });
    expect(spins).toMatchObject({ status: "timeout", stdout: "spinning\n", error: { code: "RUN_TIMEOUT" } });
    expect(ended.code).toBe(1);
  });

  test("reads a program or a reply from standard input", async () => {
    const program = startCli(["run", "-"], { input: 'text = """\n```python\nno\n```"""\nprint("a program")\n' });
    const reply = startCli(["run", "-"], { input: "Here:\n```python\nprint('a reply')\n```\n" });
    expect(await program.ended).toMatchObject({ code: 0, stdout: "a program\n" });
    expect(await reply.ended).toMatchObject({ code: 0, stdout: "a reply\n" });
  });

  test("JavaScript and TypeScript run by their files' names, with what a shell pipes in", async () => {
    const count = join(folder, "count.js");
    await writeFile(count, 'const text = require("fs").readFileSync(0, "utf8");\nconsole.log((text.match(/[aeiou]/gi) ?? []).length);\n');
    await writeFile(join(folder, "typed.ts"), "const n: number = process.argv.length;\nn as number\n");
    const bin = fileURLToPath(new URL("../packages/cli/bin/vitrine.mjs", import.meta.url));
    const piped = await promisify(execFile)("sh", ["-c", `echo "Hello reader" | "$0" "$1" run --language javascript "$2"`, process.execPath, bin, count]);
    expect(piped.stdout).toBe("5\n");
    const [typed] = linesOf(await cli("run", "--json", "--args", "a", join(folder, "typed.ts")));
    expect(typed).toMatchObject({ status: "ok", value: "3" });
  });

  test("R47: --profile prints where the time went, and saves its flame chart", async () => {
    const script = join(folder, "hot.js");
    await writeFile(script, "function hot() { let sum = 0; for (let i = 0; i < 2e6; i++) sum += i % 3; return sum; }\nhot();");
    const { code, stderr } = await cli("run", "--profile", "--out", join(folder, "profiled"), script);
    expect(code).toBe(0);
    expect(stderr).toMatch(/went: \d+ ms in \d+ samples\n.*self.*\n.* hot \(hot\.js\)/);
    expect(await readdir(join(folder, "profiled"))).toEqual(["hot-2.csv", "hot-3.svg"]);
  });

  test("--blocks apart: each block of a page has a result, whatever became of the one before; --draw says what was not drawn", async () => {
    const ended = await cli("run", "--json", "--draw", "--blocks", "apart", fixture("page.md"));
    const lines = linesOf(ended);
    expect(lines.map(({ block, status, undrawn }) => ({ block, status, undrawn }))).toEqual([
      { block: { name: "block 1", line: 8 }, status: "ok", undrawn: [] },
      { block: { name: "block 2", line: 18 }, status: "error", undrawn: [] },
      { block: { name: "block 3", line: 24 }, status: "ok", undrawn: [expect.stringContaining("Output 1 was not drawn") as string] },
    ]);
    expect(ended.code).toBe(1);
  });

  test("--blocks session: the blocks of a page share an interpreter, also after one that failed or was killed", async () => {
    const ended = await cli("run", "--json", "--draw", "--timeout", "3000", "--blocks", "session", fixture("session.md"));
    expect(linesOf(ended).map(({ block, status, stdout }) => [block?.line, status, stdout])).toEqual([
      [4, "ok", ""],
      [9, "error", ""],
      [14, "ok", "kept 1\n"],
      [20, "timeout", ""],
      [26, "ok", "False\n"],
    ]);
  });

  test("Ctrl-C ends the browser with the command", async () => {
    const run = startCli(["run", fixture("spins.py")]);
    await run.printed("spinning");
    const children = await descendants(run.pid);
    expect(children.length).toBeGreaterThan(2);
    run.kill("SIGINT");
    expect((await run.ended).code).toBe(130);
    await expect.poll(async () => (await Promise.all(children.map(isAlive))).some(Boolean), { timeout: 10_000 }).toBe(false);
  });

  test("a browser that dies costs its program only", async () => {
    const run = startCli(["run", "--jobs", "1", fixture("spins.py"), fixture("inputs.md")]);
    await run.printed("spinning");
    const [browser] = await descendants(run.pid);
    process.kill(browser!, "SIGKILL");
    const ended = await run.ended;
    expect(ended).toMatchObject({ code: 1, stdout: "spinning\nHello Ada\n2\n" });
    expect(ended.stderr).toMatch(/PageLost: The (browser|page)/);
  });

  test("does not mind a reader that goes away", async () => {
    const run = startCli(["run", "--json", "--jobs", "1", fixture("inputs.md"), fixture("bar.md"), fixture("fails.py")], { readUntil: '{"file"' });
    expect(await run.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("wrong use ends with 2 and says what to do", () => {
  test.each([
    [["walk"], "Use one of: run, assets."],
    [["run"], "vitrine run reply.md"],
    [["run", "--distribution", "cpython", "x.py"], "pyodide-314"],
    [["run", "--browser", "/absent/chromium", "x.py"], "--browser PATH"],
    [["run", "--assets", "/absent", "x.py"], "vitrine assets"],
    [["run", "--file", "absent.csv", "x.py"], "absent.csv"],
  ])("vitrine %j", async (argv, words) => {
    const ended = await cli(...argv);
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toContain(words);
  });

  test("--help and --version do not", async () => {
    expect(await cli("--help")).toMatchObject({ code: 0, stdout: expect.stringContaining("vitrine <command>") as string });
    expect(await cli("run", "--help")).toMatchObject({ code: 0, stdout: expect.stringContaining("--timeout MS") as string });
    expect(await cli("assets", "--help")).toMatchObject({ code: 0, stdout: expect.stringContaining("--distribution") as string });
    expect((await cli("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
