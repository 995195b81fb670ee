import { assert, type Attack, createTrap, equal, once } from "../harness/index.ts";
import { hostileSandbox, runHostile } from "../support/hostile-runtime.ts";
import { nothing } from "../support/traps.ts";

/** Ways to write an address of this machine. */
const addresses: Record<string, (port: string) => string> = {
  loopback: (port) => `127.0.0.1:${port}`,
  localhost: (port) => `localhost:${port}`,
  unspecified: (port) => `0.0.0.0:${port}`,
  decimal: (port) => `2130706433:${port}`,
  hexadecimal: (port) => `0x7f000001:${port}`,
  "short-form": (port) => `127.1:${port}`,
  "mapped-ipv6": (port) => `[::ffff:127.0.0.1]:${port}`,
};

/** Firefox and WebKit refuse these to pages as well. */
const ofPagesToo = new Set(["unspecified"]);

/** The guest asks for all of them at once. */
const askAll = once(async (context) => {
  const traps = Object.fromEntries(await Promise.all(Object.keys(addresses).map(async (name) => [name, { sealed: await createTrap(name), control: await createTrap(name) }] as const)));
  const urlOf = (name: string, { address }: { address: string }) => `http://${addresses[name]!(address.split(":")[1]!)}/latest/meta-data/`;
  const sandbox = await hostileSandbox(context, `async ({ post, finish }, asked) => {
    delete globalThis.fetch;
    const outcomes = await Promise.all(Object.entries(asked).map(async ([name, url]) => [name, await fetch(url, { mode: "no-cors" }).then(() => "succeeded", String)]));
    post({ type: "stdout-delta", text: JSON.stringify(Object.fromEntries(outcomes)) });
    finish();
  }`);
  const { status, stdout } = await runHostile(sandbox, { argument: Object.fromEntries(Object.entries(traps).map(([name, { sealed }]) => [name, urlOf(name, sealed)])) });
  equal(status, "ok", "the guest");
  await Promise.all(Object.entries(traps).map(([name, { control }]) => fetch(urlOf(name, control), { mode: "no-cors" }).catch(() => {})));
  return { traps, outcomes: JSON.parse(stdout) as Record<string, string> };
});

export const addressAttacks: Attack[] = Object.keys(addresses).map((name) => ({
  id: `C-address-${name}`,
  title: `R2: this machine's own address (${name}) is refused to the guest like any other, before anything is sent`,
  timeoutMs: 30_000,
  allowConsoleErrors: true,
  async run() {
    const { traps, outcomes } = await askAll();
    const { sealed, control } = traps[name]!;
    const seen = await control.seen();
    assert(seen.http > 0 || ofPagesToo.has(name), "control: the host's own request should arrive");
    nothing(await sealed.seen(), "from the guest");
    assert(outcomes[name] !== "succeeded", `${name} succeeded`);
    return `${outcomes[name]}; control: ${JSON.stringify(seen)}`;
  },
}));
