import { host } from "./host.ts";

let made = 0;
/** Display id → id of the output that shows it. */
const places = new Map<string, string>();

/** Sends a MIME bundle to the reader. With a display id that was used before, it takes that one's place. */
export function emit(bundle: Record<string, unknown>, displayId?: string, metadata: object = {}): void {
  const id = (displayId !== undefined && places.get(displayId)) || `output-${++made}`;
  if (displayId !== undefined) places.set(displayId, id);
  const parts = Object.entries(bundle).flatMap(([type, form]) => (form === undefined ? [] : [type, formOf(type, form)]));
  if (parts.length > 0) host.output(id, JSON.stringify(metadata), ...parts);
}

function formOf(type: string, form: unknown): string | ArrayBuffer {
  if (ArrayBuffer.isView(form)) return form.buffer.slice(form.byteOffset, form.byteOffset + form.byteLength) as ArrayBuffer;
  if (form instanceof ArrayBuffer) return form;
  return type.endsWith("json") ? JSON.stringify(form, plainLists) : String(form);
}

/** Typed arrays are lists of numbers to whoever draws. */
const plainLists = (_key: string, value: unknown): unknown => (ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as unknown as ArrayLike<number>) : value);

export function clearOutputs(): void {
  places.clear();
  host.clearOutputs();
}
