import type { Pyodide } from "./pyodide.d.ts";

/** Calls of C functions into each other that Python 3.13 may nest; it would take 10 000, and the engine's stack ends before. */
const nestedCalls = 1000;

/** Bytes of its stack in memory that Python 3.14 may use; likewise. */
const stackBytes = 64 * 1024;

/** A value that is nowhere else in Python's record of its thread. */
const marker = 12_347;

/**
 * Makes recursion through C code (`__repr__`, sorting keys, JSON, deepcopy) raise RecursionError. Python counts it, but by limits of a
 * native stack; past the end of the JavaScript engine's stack the interpreter is dead.
 */
export function limitRecursion({ _module: module }: Pyodide): void {
  const thread = module._PyThreadState_Get();
  if (module._PyUnstable_ThreadState_SetStackProtection) {
    module._PyUnstable_ThreadState_SetStackProtection(thread, module._emscripten_stack_get_base!() - stackBytes, stackBytes);
    return;
  }
  // Python 3.13 has no call for it: PyThreadState has the counters py_recursion_remaining, py_recursion_limit, c_recursion_remaining in a row.
  const memory = module.HEAP32;
  const limit = module._Py_GetRecursionLimit();
  module._Py_SetRecursionLimit(marker);
  const start = thread >> 2;
  const place = memory.subarray(start, start + 64).lastIndexOf(marker);
  if (place !== -1 && memory[start + place + 1]! > nestedCalls) memory[start + place + 1] = nestedCalls;
  module._Py_SetRecursionLimit(limit);
}
