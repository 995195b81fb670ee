import { assert, type Case, equal, settings } from "../harness/index.ts";
import { runOnce, sharedSandbox, why } from "../support/sandbox.ts";

/** What a program is given, and what it leaves behind. */
export const inputCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-inputs`,
    title: "stdin, args, env and files reach the program",
    async run() {
      const code = `
import os, sys
print(input("? "), sys.stdin.read().strip(), sys.argv[1:], os.environ["WHO"], open("data/in.txt").read(), open("raw.bin", "rb").read())`;
      const result = await runOnce(
        distribution,
        { code, stdin: "Ada\nrest\n", args: ["a", "b c"], env: { WHO: "Grace" }, files: { "data/in.txt": "text", "raw.bin": new Uint8Array([0, 255]) } },
      );
      equal(result.stdout, "? Ada rest ['a', 'b c'] Grace text b'\\x00\\xff'\n", why(result));
    },
  },
  {
    id: `${distribution}-files-out`,
    title: "Files that the run wrote or changed come back; those it only read do not",
    async run() {
      const code = `
import os
os.makedirs("out", exist_ok=True)
open("out/new.txt", "w").write("new")
open("changed.txt", "a").write("!")
open("/tmp/far.txt", "w").write("far")
open("read.txt").read()`;
      const result = await runOnce(distribution, { code, files: { "changed.txt": "was", "read.txt": "same" } });
      const files = result.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
      equal(files, [["/tmp/far.txt", "far"], ["changed.txt", "was!"], ["out/new.txt", "new"]], why(result));
    },
  },
  {
    id: `${distribution}-files-read-only`,
    title: "R23: read-only files cannot be written, changed, moved or removed, whatever the program does to their mode; the rest can",
    async run() {
      const code = `
import json, os, shutil
seen = {}
def attempt(name, door):
    try: door(); seen[name] = "done"
    except OSError as error: seen[name] = type(error).__name__ + " " + os.strerror(error.errno)
attempt("chmod", lambda: os.chmod("ro/deep/in.csv", 0o777))
attempt("write", lambda: open("ro/deep/in.csv", "w"))
attempt("append", lambda: open("ro/deep/in.csv", "a"))
attempt("update", lambda: open("ro/deep/in.csv", "r+"))
attempt("truncate", lambda: os.truncate("ro/deep/in.csv", 0))
attempt("utime", lambda: os.utime("ro/deep/in.csv", (0, 0)))
attempt("unlink", lambda: os.unlink("ro/deep/in.csv"))
attempt("rename", lambda: os.rename("ro/deep/in.csv", "gone.csv"))
attempt("replace", lambda: os.replace("free.txt", "ro/deep/in.csv"))
attempt("mkdir", lambda: os.mkdir("ro/deep/new"))
attempt("create", lambda: open("ro/new.txt", "w"))
attempt("symlink", lambda: os.symlink("free.txt", "ro/link"))
attempt("rmtree", lambda: shutil.rmtree("ro"))
attempt("rename folder", lambda: os.rename("ro", "rw"))
attempt("chmod folder", lambda: os.chmod("ro", 0o777))
attempt("rename mixed", lambda: os.rename("mixed", "mixed2"))
attempt("unlink mixed", lambda: os.unlink("mixed/ro.txt"))
denied = dict(seen); seen.clear()
attempt("beside", lambda: open("mixed/new.txt", "w").write("new"))
attempt("free", lambda: open("free.txt", "a").write("!"))
attempt("copy", lambda: shutil.copyfile("ro/deep/in.csv", "copy.csv"))
attempt("move", lambda: os.rename("free.txt", "moved.txt"))
attempt("folder", lambda: (os.mkdir("d"), os.rename("d", "e"), os.rmdir("e")))
print(json.dumps([denied, seen, open("ro/deep/in.csv").read(), open("mixed/ro.txt").read()]))`;
      const bytes = new TextEncoder().encode("a,b");
      const files = { "ro/deep/in.csv": { content: bytes, readOnly: true }, "free.txt": "free", "mixed/ro.txt": { content: "ro", readOnly: true }, "mixed/rw.txt": { content: "rw" } };
      const result = await runOnce(distribution, { code, files });
      const [denied, done, ...texts] = JSON.parse(result.stdout || "[{},{}]") as [Record<string, string>, Record<string, string>, string, string];
      for (const [name, outcome] of Object.entries(denied)) assert(/^(PermissionError Permission denied|OSError Read-only file system)$/.test(outcome), `${name}: ${outcome}`);
      equal([Object.keys(denied).length, done, texts], [17, { beside: "done", free: "done", copy: "done", move: "done", folder: "done" }, ["a,b", "ro"]], why(result));
      equal(result.files.map(({ path }) => path), ["copy.csv", "mixed/new.txt", "moved.txt"], "what comes back");
      equal(new TextDecoder().decode(bytes), "a,b", "the host's bytes");
    },
  },
  {
    id: `${distribution}-files-kinds`,
    title: "R23: files are text, bytes, Blob, File, URL; names are any, sizes too; those that are deleted or unchanged do not come back, and a cut is said",
    async run() {
      const big = new Uint8Array(10_000_000).fill(7);
      const address = `${settings.sink}/text/files-${crypto.randomUUID()}?body=fetched`;
      const code = `
import os
for name in ["blob.bin", "file.txt", "url.txt", "url2.txt", "ünï cödé/日本 语.txt", "empty", "/content/far.txt"]:
    print(name, open(name, "rb").read().decode())
print(os.path.getsize("big.bin"), sum(open("big.bin", "rb").read(100)))
os.unlink("empty")
os.symlink("big.bin", "link.bin")
open("/content/far.txt", "a").write("!")
open("ünï cödé/日本 语.txt", "w").write("新")
os.makedirs("hollow/folder")`;
      const files = {
        "blob.bin": new Blob(["blob"]),
        "./file.txt": new File(["file"], "other.txt"),
        "url.txt": new URL(address),
        "url2.txt": { content: { url: address }, readOnly: true },
        "ünï cödé//日本 语.txt": "雪",
        empty: "",
        "/content/far.txt": "far",
        "big.bin": big,
      };
      const result = await runOnce(distribution, { code, files });
      const expected = ["blob.bin blob", "file.txt file", "url.txt fetched", "url2.txt fetched", "ünï cödé/日本 语.txt 雪", "empty ", "/content/far.txt far", "10000000 700", ""];
      equal(result.stdout.split("\n"), expected, why(result));
      const back = result.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
      equal(back, [["/content/far.txt", "far!"], ["ünï cödé/日本 语.txt", "新"]], "what comes back");
      const cut = await runOnce(distribution, { code: "for n in range(5): open(f'{n}.txt', 'w').write('x' * 10)\nopen('big.bin', 'a').write('!')", files: { "big.bin": big }, limits: { fileBytes: 35 } });
      equal([cut.files.map(({ path }) => path), cut.truncated], [["0.txt", "1.txt", "2.txt"], ["files"]], why(cut));
    },
  },
  {
    id: `${distribution}-seed`,
    title: "A seed repeats what is random, and stands in the manifest",
    async run() {
      const code = "import random\nprint(random.random(), hash('x'))";
      const first = await runOnce(distribution, { code, seed: 7 });
      const second = await runOnce(distribution, { code, seed: 7 });
      const other = await runOnce(distribution, { code });
      equal(first.stdout, second.stdout, "the same seed");
      equal([first.manifest.seed, other.manifest.seed, other.stdout === first.stdout], [7, null, false], "without a seed");
      equal([first.manifest.codeHash === other.manifest.codeHash, first.manifest.distribution], [true, distribution], "manifest");
    },
  },
  {
    id: `${distribution}-refused-options`,
    title: "R5: options that no run can have are told at once, with a fix, and nothing hangs",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const refusal = async (options: object) => {
        try {
          await sandbox.run({ code: "1", ...options }).result;
          return "ran";
        } catch (error) {
          const { code, fix } = error as { code: string; fix: string };
          return fix ? code : "no fix";
        }
      };
      for (const options of [
        { limits: { runMs: Infinity } },
        { limits: { seconds: 1 } },
        { args: ["x".repeat(70_000)] },
        { args: "a" },
        { seed: -1 },
        { code: [] },
        { files: { "a.txt": 7 } },
        { files: { "../a.txt": "" } },
        { files: { "a.txt": { content: "", readonly: true } } },
      ]) {
        equal([JSON.stringify(options).slice(0, 60), await refusal(options)], [JSON.stringify(options).slice(0, 60), "INVALID_ARGUMENT"], "refusal");
      }
      equal(await refusal({ language: "cobol" }), "LANGUAGE_UNSUPPORTED", "a language that nothing runs");
      equal((await runOnce(distribution, "print('next')")).stdout, "next\n", "the next run");
    },
  },
];
