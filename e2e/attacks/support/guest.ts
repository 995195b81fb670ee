import type { Sandbox } from "@vitrine/sdk";
import { assert } from "../harness/index.ts";
import { why } from "../../conformance/support/sandbox.ts";

/** A text as a Python literal: JSON's escapes are Python's, too. */
export const literal = (text: string) => JSON.stringify(text);

/**
 * Python that runs a JavaScript function in its worker and prints what it returns, as JSON. Text does not become code in there, but a blob
 * does, and `importScripts` takes one. The function travels as text, or is text: it sees only its argument.
 */
export function guestCode(body: string | ((argument: never) => unknown), argument: unknown): string {
  const script = `globalThis.probe = async (argument) => JSON.stringify(await (${String(body)})(JSON.parse(argument)) ?? null);`;
  return `
import js
blob = js.Blob.new(js.Array.of(${literal(script)}), js.JSON.parse('{"type": "text/javascript"}'))
# 314 closes importScripts on the worker's scope; its prototype still has it.
js.Reflect.apply(js.WorkerGlobalScope.prototype.importScripts, js.globalThis, js.Array.of(js.URL.createObjectURL(blob)))
print(await js.probe(${literal(JSON.stringify(argument))}))
`;
}

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1)!;

/** Runs a JavaScript function as guest code in Pyodide's worker. */
export async function asGuest<A, R>(sandbox: Sandbox, body: string | ((argument: A) => R | Promise<R>), argument: A): Promise<R> {
  const result = await sandbox.run({ code: guestCode(body, argument) }).result;
  assert(result.status === "ok", `the guest's script: ${why(result)}`);
  return JSON.parse(lastLine(result.stdout)) as R;
}

/** Runs Python that ends with `print(json.dumps(…))`. */
export async function pythonGuest<R>(sandbox: Sandbox, code: string): Promise<R> {
  const result = await sandbox.run({ code }).result;
  assert(result.status === "ok", `the guest's program: ${why(result)}`);
  return JSON.parse(lastLine(result.stdout)) as R;
}
