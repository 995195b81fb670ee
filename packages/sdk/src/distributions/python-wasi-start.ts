import type { InterpreterData } from "@vitrine/protocol";

export const pythonWasiStart: InterpreterData = {
  program: "main.py",
  args: ["python", "/main.py", "{args}"],
  env: { PYTHONDONTWRITEBYTECODE: "1" },
  mounts: {},
  texts: {},
  absent: [],
  calls: [],
  // After the last frame of the program come indented lines alone.
  exception: String.raw`(?:Traceback \(most recent call last\):\n)?(?:[^]*\n)? *File "/main\.py", line (?<line>\d+).*\n(?: .*\n)*(?<name>(?<syntax>SyntaxError|IndentationError|TabError)|[\w.]+)(?:: (?<message>[^]*?))?\s*$`,
  quiet: false,
};
