import { assert, type Catch, createTrap, equal, settings, type Trap } from "../harness/index.ts";

/** A trap for each of these. */
export async function createTraps<Name extends string>(label: string, names: readonly Name[]): Promise<Record<Name, Trap>> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await createTrap(`${label}-${name}`)] as const))) as Record<Name, Trap>;
}

/** What each trap has caught. */
export async function catchesOf<Name extends string>(traps: Record<Name, Trap>): Promise<Record<Name, Catch>> {
  const names = Object.keys(traps) as Name[];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await traps[name].seen()] as const))) as Record<Name, Catch>;
}

/** Nothing came: no look-up, no connection, no datagram, no request. */
export function nothing(seen: Catch, what: string): void {
  equal(seen, { dns: 0, tcp: 0, udp: 0, http: 0 }, `what arrived ${what}`);
}

/** The control came by HTTP, and its name was looked up where there is a resolver and the way goes by the name. */
export function arrived(seen: Catch, what: string, byName = true): void {
  assert(seen.http > 0 && seen.tcp > 0, `control: ${what} should arrive: ${JSON.stringify(seen)}`);
  assert(!byName || settings.sinkDomain === null || seen.dns > 0, `control: ${what} should look up the name: ${JSON.stringify(seen)}`);
}

/** Asks again and again until each of these traps has caught something of the kind, or the time is up. One after another, as browsers open few connections to a host. */
export async function waitForCatches(traps: readonly Trap[], kind: keyof Catch, ms: number): Promise<void> {
  const until = performance.now() + ms;
  for (const trap of traps) while ((await trap.seen())[kind] === 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
}
