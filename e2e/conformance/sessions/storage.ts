import { deleteSessionStorage, listSessionStorage } from "@vitrine/sdk";
import { type Case, equal, rejection } from "../harness/index.ts";
import { openSandbox, why } from "../support/sandbox.ts";

/** Files that outlive the session, in the page's own storage. */
export const storageCases: Case[] = [
  {
    id: "storage",
    title: "R14: a session's files are kept under its storage name, can be listed and deleted, and a run sees no other name's",
    async run(context) {
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
    id: "storage-name",
    title: "R14: a storage name is a name, never a path",
    async run(context) {
      const sandbox = await openSandbox(context);
      for (const storage of ["", "../up", "a/b", "x".repeat(65)]) {
        const error = (await rejection(sandbox.session({ storage }), storage)) as Error & { code?: string };
        equal(error.code, "INVALID_ARGUMENT", storage);
      }
    },
  },
];
