/** What a guest has no use for and could only misuse: more threads (nobody counts their time and memory), and what runs of one frame share. */
const constructors = { Worker: "a run has one worker", SharedWorker: "a run has one worker", BroadcastChannel: "runs do not talk to each other" };
const globals = ["caches", "indexedDB"];
const ofNavigator = ["locks", "storage", "storageBuckets", "serviceWorker"];

/**
 * Takes them out of the realm for good, before guest code runs: a worker that cannot start another has no second realm to get them from.
 * They are covered and not deleted, as Firefox makes again what was deleted.
 */
export function closeDoors(): void {
  for (const [name, reason] of Object.entries(constructors)) {
    cover(globalThis, name, function closed() {
      throw new TypeError(`${name} is closed: ${reason}.`);
    });
  }
  for (const name of globals) cover(globalThis, name, undefined);
  for (const name of ofNavigator) cover(Object.getPrototypeOf(navigator) as object, name, undefined);
}

function cover(target: object, name: string, value: unknown): void {
  if (name in target) Object.defineProperty(target, name, { value, writable: false, configurable: false, enumerable: false });
}
