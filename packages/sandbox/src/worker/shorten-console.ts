import { cover } from "./cover.ts";

/** What goes to the browser's console of one worker. */
const most = { lines: 1000, characters: 10_000 };

const text = String;
const { apply } = Reflect;
const { slice } = String.prototype;

/**
 * Lets the guest log short texts only, and not for ever: Firefox copies what is logged to the page's own thread, objects with all that they hold.
 */
export function shortenConsole(): void {
  const native = console as unknown as Record<string, unknown>;
  const shortened = Object.create(null) as Record<string, unknown>;
  let lines = 0;
  for (const name of Object.getOwnPropertyNames(native)) {
    const log = native[name];
    if (typeof log !== "function") continue;
    shortened[name] = ["log", "info", "debug", "warn", "error", "trace"].includes(name)
      ? (...args: unknown[]) => {
          if (++lines > most.lines) return;
          let line = "";
          for (let i = 0; i < args.length && line.length < most.characters; i++) line += `${i ? " " : ""}${text(args[i])}`;
          apply(log, native, [apply(slice, line, [0, most.characters])]);
        }
      : () => {};
  }
  cover(globalThis, "console", shortened, true);
}
