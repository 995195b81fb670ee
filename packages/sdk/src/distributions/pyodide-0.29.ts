import type { PyodideDistribution } from "@vitrine/protocol";
import { extras } from "./shared.ts";

/** Pyodide 0.29.3, Python 3.13.2. Hashes of the files in the npm package `pyodide@0.29.3`. */
export const pyodide029: PyodideDistribution = {
  name: "pyodide-0.29",
  runtime: "pyodide",
  languages: ["python"],
  version: "0.29.3",
  python: "3.13.2",
  files: {
    loader: {
      path: "pyodide-0.29/pyodide.mjs",
      sha256: "23213d27e9dacbda6f25f955fb38dabfc40ada082c04ee253047ea5dddcaa3b5",
      size: 17616,
      url: "https://cdn.jsdelivr.net/npm/pyodide@0.29.3/pyodide.mjs",
    },
    glue: {
      path: "pyodide-0.29/pyodide.asm.js",
      sha256: "1263f02b5b26099b96112378156f242dd98b39a8201ba7765e5fe3d455c5ce91",
      size: 1074322,
      url: "https://cdn.jsdelivr.net/npm/pyodide@0.29.3/pyodide.asm.js",
    },
    wasm: {
      path: "pyodide-0.29/pyodide.asm.wasm",
      sha256: "e2f4ee75b325e35eb31bfb8c613d4dd5098f5502c156a97847686875b5025480",
      size: 8647684,
      url: "https://cdn.jsdelivr.net/npm/pyodide@0.29.3/pyodide.asm.wasm",
    },
    stdlib: {
      path: "pyodide-0.29/python_stdlib.zip",
      sha256: "4298b6ee445cb724c3973437da47789752b9e6ff4e26619026b283ec801fc46b",
      size: 2423989,
      url: "https://cdn.jsdelivr.net/npm/pyodide@0.29.3/python_stdlib.zip",
    },
    lock: {
      path: "pyodide-0.29/pyodide-lock.json",
      sha256: "3256ffc76388de0e37f4b34d42ab484268d1afc675179ff97b2a5bb14f84ccac",
      size: 120010,
      url: "https://cdn.jsdelivr.net/npm/pyodide@0.29.3/pyodide-lock.json",
    },
  },
  packageBaseUrl: "https://cdn.jsdelivr.net/pyodide/v0.29.3/full/",
  extras,
};
