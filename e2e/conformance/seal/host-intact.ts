import { equal } from "../harness/index.ts";

const builtIn = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Promise.prototype, Error.prototype, Map.prototype, EventTarget.prototype, MessagePort.prototype];

const keysOf = () => builtIn.map((prototype) => Reflect.ownKeys(prototype).map(String).toSorted().join(" "));

/** What the host's prototypes look like before an attack; call the result after it. */
export function watchPrototypes(): () => void {
  const before = keysOf();
  return () => equal(keysOf(), before, "names on the host's prototypes");
}
