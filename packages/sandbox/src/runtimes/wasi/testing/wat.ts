import loadWabt from "wabt";

const wabt = await loadWabt();
const features = { exceptions: true, sat_float_to_int: true, sign_extension: true, simd: true, threads: true, multi_value: true, tail_call: true, bulk_memory: true, reference_types: true, function_references: true, memory64: true, extended_const: true, relaxed_simd: true };

/** A module from its text, for tests. */
export function wat(text: string): Uint8Array<ArrayBuffer> {
  const parsed = wabt.parseWat("test.wat", text, features);
  try {
    return new Uint8Array(parsed.toBinary({ write_debug_names: true }).buffer);
  } finally {
    parsed.destroy();
  }
}
