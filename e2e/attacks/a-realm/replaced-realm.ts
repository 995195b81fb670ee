import { sharedSandbox, why } from "../../conformance/support/sandbox.ts";
import { type Attack, equal } from "../harness/index.ts";
import { guestCode } from "../support/guest.ts";

/** R1: what runs are made of, replaced by one of them. */
export const replacedRealmAttack: Attack = {
  id: "A-realm",
  title: "R1: globals, prototypes and handlers that one run replaces are as new in the next; a program beside it is not touched",
  timeoutMs: 60_000,
  async run() {
    const sandbox = await sharedSandbox("pyodide-0.29");
    const look = () => ({
      taken: "taken" in globalThis,
      map: /\[native code\]/.test(String(Array.prototype.map)),
      fetch: String(fetch).includes("taken"),
      polluted: ({} as Record<string, unknown>)["taken"] ?? null,
    });
    const takeOver = `async () => {
      const look = ${String(look)};
      globalThis.taken = true;
      globalThis.onmessage = globalThis.onerror = () => true;
      globalThis.fetch = () => "taken";
      Array.prototype.map = () => ["taken"];
      Object.prototype.taken = "taken";
      return look();
    }`;
    const looking = guestCode(look, null);
    const [first, beside] = await Promise.all([sandbox.run({ code: guestCode(takeOver, null), limits: { runMs: 2000 } }).result, sandbox.run({ code: looking }).result]);
    const next = await sandbox.run({ code: looking }).result;
    equal(JSON.parse(first.stdout.split("\n")[0]!), { taken: true, map: false, fetch: true, polluted: "taken" }, "control: in its own run the look sees it");
    const untouched = { taken: false, map: true, fetch: false, polluted: null };
    equal([JSON.parse(beside.stdout), JSON.parse(next.stdout)], [untouched, untouched], `beside it, and after it (${why(first)})`);
  },
};
