import { equal } from "../../conformance/harness/index.ts";

const constructors = [Object, Array, Function, String, Number, Promise, Error, Map, Set, EventTarget, MessagePort, Node, Element, Event];
const builtIn: object[] = [...constructors, ...constructors.map(({ prototype }) => prototype as object), RegExp.prototype, JSON, Reflect];

const mark = "vitrine-host-sentinel";
localStorage.setItem(mark, "intact");

/** Everything of a realm that pollution would change: names, and what stands behind them. */
const parts = () => builtIn.map((object) => Reflect.ownKeys(object).map((key) => ({ key: String(key), ...Object.getOwnPropertyDescriptor(object, key) })));

const page = () => ({
  address: location.href,
  title: document.title,
  stored: localStorage.getItem(mark),
  globals: Object.getOwnPropertyNames(globalThis).filter((name) => !/^\d+$/.test(name)).toSorted(),
});

/** Looks at the host; call the result after an attack: it throws where the host is not what it was. */
export function watchHost(): () => void {
  const [before, pageBefore] = [parts(), page()];
  return () => {
    equal(page(), pageBefore, "the host's page");
    const after = parts();
    for (const [index, props] of before.entries()) {
      const names = (list: typeof props) => list.map(({ key }) => key).join(" ");
      equal(names(after[index]!), names(props), "names on the host's built-in objects");
      for (const [at, { key, value, get }] of props.entries()) {
        const now = after[index]![at]!;
        equal([Object.is(now.value, value), now.get === get], [true, true], `the host's own ${key}`);
      }
    }
  };
}
