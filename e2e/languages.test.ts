import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCli } from "./cli-process.ts";

const guide = fileURLToPath(new URL("../docs/languages.md", import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-languages-"));
  const [, json] = /^```json\n([^]*?)^```/m.exec(await readFile(guide, "utf8"))!;
  await writeFile(join(folder, "prolog.json"), json!);
});
afterAll(() => rm(folder, { recursive: true }));

describe("R50: the interpreter of docs/languages.md, by its JSON alone", () => {
  test("vitrine assets fetches it, and vitrine run runs its programs", async () => {
    const at = (name: string) => join(folder, name);
    await writeFile(at("double.pl"), ":- initialization(main).\nmain :- read_term(X, []), Y is X * 2, format(\"~w~n\", [Y]), open('out.txt', write, S), write(S, Y), close(S).\n");
    await writeFile(at("fails.pl"), ":- initialization(missing(1)).\n");
    await writeFile(at("open.pl"), "a(1).\nb(2\n");
    const gathered = await startCli(["assets", at("assets"), "--distribution", at("prolog.json")]).ended;
    expect(gathered, gathered.stderr).toMatchObject({ code: 0 });
    const ended = await startCli(["run", "--json", "--assets", at("assets"), "--distribution", at("prolog.json"), "--stdin", "-", ...["double.pl", "fails.pl", "open.pl"].map(at)], { input: "21.\n" }).ended;
    const [double, fails, open] = ended.stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as unknown);
    expect(double, ended.stderr).toMatchObject({ status: "ok", stdout: "42\n", exitCode: 0, files: [{ path: "out.txt", bytes: btoa("42") }], manifest: { language: "prolog", distribution: "trealla-0.17" } });
    expect(fails).toMatchObject({ status: "error", error: { code: "UNCAUGHT_EXCEPTION", name: "existence_error" } });
    expect(open).toMatchObject({ status: "error", error: { code: "SYNTAX_ERROR", source: "open.pl" } });
  }, 300_000);
});
