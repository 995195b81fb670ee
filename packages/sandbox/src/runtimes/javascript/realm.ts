import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";

/** What goes between the worker and the guest's realm: data of these types, and nothing else. */
export type Passed = string | number | boolean | undefined | null | ArrayBuffer;

/** What the guest threw; whoever takes it, disposes of it. */
export class Thrown {
  constructor(readonly handle: QuickJSHandle) {}
}

export function toGuest(context: QuickJSContext, value: Passed): QuickJSHandle {
  if (typeof value === "string") return context.newString(value);
  if (typeof value === "number") return context.newNumber(value);
  if (typeof value === "boolean") return value ? context.true : context.false;
  if (value instanceof ArrayBuffer) return context.newArrayBuffer(value);
  return value === null ? context.null : context.undefined;
}

/** Text, a number, a truth value or a buffer; anything else is undefined. */
export function fromGuest(context: QuickJSContext, handle: QuickJSHandle): Passed {
  switch (context.typeof(handle)) {
    case "string":
      return context.getString(handle);
    case "number":
      return context.getNumber(handle);
    case "boolean":
      return context.eq(handle, context.true);
    case "object":
      return context.eq(handle, context.null) ? null : bufferFrom(context, handle);
    default:
      return undefined;
  }
}

function bufferFrom(context: QuickJSContext, handle: QuickJSHandle): ArrayBuffer | undefined {
  try {
    return context.getArrayBuffer(handle).consume(({ value }) => value.slice().buffer);
  } catch {
    return undefined;
  }
}

/** Calls a function of an object of the guest's. Throws `Thrown`. */
export function callGuest(context: QuickJSContext, object: QuickJSHandle, name: string, args: QuickJSHandle[]): QuickJSHandle {
  const result = context.getProp(object, name).consume((work) => context.callFunction(work, context.undefined, args));
  for (const arg of args) if (arg.alive) arg.dispose();
  if (result.error) throw new Thrown(result.error);
  return result.value;
}
