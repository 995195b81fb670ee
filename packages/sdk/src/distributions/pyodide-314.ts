import type { PyodideDistribution } from "@vitrine/protocol";
import { extras } from "./shared.ts";

/** Pyodide 314.0.7, Python 3.14.2. Hashes of the files in the npm package `pyodide@314.0.7`. */
export const pyodide314: PyodideDistribution = {
  name: "pyodide-314",
  runtime: "pyodide",
  languages: ["python"],
  version: "314.0.7",
  python: "3.14.2",
  files: {
    loader: {
      path: "pyodide-314/pyodide.mjs",
      sha256: "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
      size: 17931,
      url: "https://cdn.jsdelivr.net/npm/pyodide@314.0.7/pyodide.mjs",
    },
    glue: {
      path: "pyodide-314/pyodide.asm.mjs",
      sha256: "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
      size: 1250344,
      url: "https://cdn.jsdelivr.net/npm/pyodide@314.0.7/pyodide.asm.mjs",
    },
    wasm: {
      path: "pyodide-314/pyodide.asm.wasm",
      sha256: "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
      size: 9598218,
      url: "https://cdn.jsdelivr.net/npm/pyodide@314.0.7/pyodide.asm.wasm",
    },
    stdlib: {
      path: "pyodide-314/python_stdlib.zip",
      sha256: "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
      size: 2545637,
      url: "https://cdn.jsdelivr.net/npm/pyodide@314.0.7/python_stdlib.zip",
    },
    lock: {
      path: "pyodide-314/pyodide-lock.json",
      sha256: "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
      size: 119077,
      url: "https://cdn.jsdelivr.net/npm/pyodide@314.0.7/pyodide-lock.json",
    },
  },
  packageBaseUrl: "https://cdn.jsdelivr.net/pyodide/v314.0.7/full/",
  extras,
};
