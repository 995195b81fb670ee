const watched = {
  Object, Array, Function, String, Number, Boolean, Promise, Map, Set, WeakMap, Error, RegExp, Date, ArrayBuffer, Uint8Array, Symbol, JSON, Reflect, Math,
};

const snapshot = (): Map<string, unknown> =>
  new Map(
    Object.entries(watched).flatMap(([name, thing]) =>
      [thing, (thing as { prototype?: object }).prototype].flatMap((holder, index) =>
        holder === undefined
          ? []
          : [[`${name}${index ? ".prototype" : ""} itself`, Object.getPrototypeOf(holder)] as [string, unknown]].concat(
              Reflect.ownKeys(holder).map((key) => {
                const { value, get } = Object.getOwnPropertyDescriptor(holder, key)!;
                return [`${name}${index ? ".prototype" : ""}.${String(key)}`, value ?? get];
              }),
            ),
      ),
    ),
  );

/** Remembers what the built-in objects hold; the answer names what has changed since. */
export function watchPrototypes(): () => string[] {
  const before = snapshot();
  return () => {
    const after = snapshot();
    return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.has(key) !== after.has(key) || !Object.is(before.get(key), after.get(key)));
  };
}
