import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import type { RuntimeContext } from "../runtime.ts";
import type { Clock } from "./clock.ts";
import { Formatters } from "./formatters.ts";
import { hashOf } from "./hashes.ts";
import { fromGuest, type Passed, toGuest } from "./realm.ts";

/** What the functions need of the interpreter. */
export interface GuestHost {
  /** Of the run that goes on. */
  run(): RuntimeContext;
  clock(): Clock;
  text(name: string): string;
  /** What brings an answer that comes later: it calls the guest's function of that name, unless this run has ended by then, and the event loop goes on. */
  answer(): (name: string, ...args: Passed[]) => void;
  /** Ends the program at the next step. */
  exit(code: number): void;
}

const text = (value: Passed) => (typeof value === "string" ? value : "");
const number = (value: Passed) => (typeof value === "number" ? value : 0);

/** The object through which the guest's realm asks for what is not its own (guest/host.ts says what each does). Its arguments are the guest's word. */
export function hostFunctions(context: QuickJSContext, guest: GuestHost): QuickJSHandle {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const formatters = new Formatters();
  const functions: Record<string, (...args: Passed[]) => Passed | void> = {
    text: (name) => guest.text(text(name)),
    write: (stream, written) => guest.run().streams.write(stream === "stderr" ? "stderr" : "stdout", new TextEncoder().encode(text(written))),
    output(id, metadata, ...parts) {
      const pairs = Array.from({ length: Math.floor(parts.length / 2) }, (_, index) => [text(parts[2 * index]), parts[2 * index + 1]] as const);
      const data = Object.fromEntries(pairs.filter((pair): pair is readonly [string, string | ArrayBuffer] => typeof pair[1] === "string" || pair[1] instanceof ArrayBuffer));
      guest.run().streams.output({ id: text(id), metadata: text(metadata), data });
    },
    clearOutputs: () => guest.run().streams.clearOutputs(),
    fetch: (id, method, url, headers, body) => void answerFetch(guest.answer(), number(id), [text(method), text(url), text(headers)], body instanceof ArrayBuffer ? body : undefined),
    askInput(id, prompt) {
      const answer = guest.answer();
      void guest.run().askInput(text(prompt)).then((line) => answer("settle", number(id), line));
    },
    wakeAfter(milliseconds) {
      clearTimeout(timer);
      const [clock, answer] = [guest.clock(), guest.answer()];
      timer = setTimeout(() => {
        clock.pass(number(milliseconds));
        answer("wake");
      }, clock.delay(number(milliseconds)));
    },
    now: () => guest.clock().now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(Math.min(65_536, Math.max(0, number(count))))).buffer,
    encode: (given) => new TextEncoder().encode(text(given)).buffer,
    decode: (bytes, label, fatal, ignoreBOM) => new TextDecoder(text(label), { fatal: fatal === true, ignoreBOM: ignoreBOM === true }).decode(bytes instanceof ArrayBuffer ? bytes : new ArrayBuffer(0)),
    url: (address, base, part, value) => addressParts(text(address), base === undefined ? undefined : text(base), part === undefined ? undefined : text(part), text(value)),
    hash: (name, bytes, key) => hashOf(text(name), bytes instanceof ArrayBuffer ? bytes : new ArrayBuffer(0), key instanceof ArrayBuffer ? key : undefined),
    intl: (kind, settings, method, ...args) => formatters.call(text(kind), text(settings), text(method), args),
    exit: (code) => guest.exit(number(code)),
  };
  const object = context.newObject();
  for (const [name, work] of Object.entries(functions)) {
    const wrapped = context.newFunction(name, (...handles) => {
      try {
        return toGuest(context, (work(...handles.map((handle) => fromGuest(context, handle))) ?? undefined));
      } catch (error) {
        return { error: context.newError({ name: error instanceof RangeError ? "RangeError" : "TypeError", message: error instanceof Error ? error.message : String(error) }) };
      }
    });
    wrapped.consume((handle) => context.setProp(object, name, handle));
  }
  return object;
}

async function answerFetch(answer: ReturnType<GuestHost["answer"]>, id: number, [method, url, headers]: [string, string, string], body: ArrayBuffer | undefined): Promise<void> {
  try {
    const response = await fetch(url, { method, headers: JSON.parse(headers) as Record<string, string>, ...(body && { body }) });
    const { status, statusText, url: from } = response;
    answer("settleFetch", id, JSON.stringify({ status, statusText, url: from, headers: Object.fromEntries(response.headers) }), await response.arrayBuffer());
  } catch (error) {
    answer("settleFetch", id, JSON.stringify({ reason: error instanceof Error ? error.message : String(error) }), undefined);
  }
}

const settable = ["href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"] as const;

function addressParts(address: string, base: string | undefined, part: string | undefined, value: string): string | undefined {
  const url = URL.parse(address, base);
  if (!url) return undefined;
  const name = settable.find((each) => each === part);
  if (name) url[name] = value;
  return JSON.stringify(Object.fromEntries([...settable, "origin" as const].map((each) => [each, url[each]])));
}
