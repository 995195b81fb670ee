import { deleteSessionStorage, listSessionStorage } from "@vitrine/sdk";
import { type Case, type CaseContext, equal, rejection } from "../harness/index.ts";
import { openSandbox, why } from "../support/sandbox.ts";

/** WebKitGTK has it only where its embedder switches it on. */
const hasStorage = "storage" in navigator && "getDirectory" in navigator.storage;
const skipWithout = (context: CaseContext) => hasStorage || context.skip("this browser has no origin private file system");

/** Files that outlive the session, in the page's own storage. */
export const storageCases: Case[] = [
  {
    id: "storage",
    title: "R14: a session's files are kept under its storage name, can be listed and deleted, and a run sees no other name's",
    async run(context) {
      skipWithout(context);
      const storage = "notes";
      context.after(() => deleteSessionStorage(storage));
      const sandbox = await openSandbox(context);
      const first = await sandbox.session({ storage });
      await first.run({ code: "import os\nos.makedirs('deep')\nopen('deep/ö.txt', 'w').write('one')\nopen('gone.txt', 'w').write('x')" }).result;
      await first.run({ code: "os.remove('gone.txt')\nopen('deep/ö.txt', 'a').write(' two')" }).result;
      first.dispose();
      equal(await listSessionStorage(), [{ name: storage, files: 1, bytes: 7 }], "what is stored");
      const look = { code: "import os\nprint(os.listdir('.'), open('deep/ö.txt').read() if os.path.exists('deep/ö.txt') else None)" };
      const again = await (await sandbox.session({ storage })).run(look).result;
      equal(again.stdout, "['deep'] one two\n", why(again));
      const other = await (await sandbox.session({ storage: "other" })).run(look).result;
      context.after(() => deleteSessionStorage("other"));
      equal(other.stdout, "[] None\n", why(other));
      await deleteSessionStorage(storage);
      equal((await listSessionStorage()).map(({ name }) => name), ["other"], "after deleting");
    },
  },
  {
    id: "storage-cap",
    title: "R14: what a session keeps stays below limits.fileBytes, and what is left out is said",
    async run(context) {
      skipWithout(context);
      const storage = "full";
      context.after(() => deleteSessionStorage(storage));
      const session = await (await openSandbox(context)).session({ storage, limits: { fileBytes: 1000 } });
      await session.run({ code: "open('one.txt', 'w').write('x' * 600)" }).result;
      const run = session.run({ code: "open('two.txt', 'w').write('x' * 600)" });
      const said: string[] = [];
      for await (const event of run.events) if (event.type === "log") said.push(event.text);
      equal([await listSessionStorage(), said.length, said[0]?.includes("two.txt")], [[{ name: storage, files: 1, bytes: 600 }], 1, true], "what is stored, and said");
      equal((await session.run({ code: "import os\nprint(sorted(os.listdir('.')))" }).result).stdout, "['one.txt', 'two.txt']\n", "the session itself goes on with both");
    },
  },
  {
    id: "storage-name",
    title: "R14: a storage name is a name, never a path; where the browser has no such storage, the embedder is told",
    async run(context) {
      const sandbox = await openSandbox(context);
      if (!hasStorage) equal(((await rejection(sandbox.session({ storage: "notes" }), "no storage")) as Error & { code?: string }).code, "STORAGE_UNAVAILABLE", "without storage");
      for (const storage of ["", "../up", "a/b", "x".repeat(65)]) {
        const error = (await rejection(sandbox.session({ storage }), storage)) as Error & { code?: string };
        equal(error.code, "INVALID_ARGUMENT", storage);
      }
    },
  },
];
