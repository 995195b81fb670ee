/** The programs of the suite in one language. What each must come to stands in cases.ts, the same for all. */
export interface Programs {
  language: string;
  distribution: string;
  /** Prints "out" to stdout and "err" to stderr. */
  streams: string;
  /** Its last expression is 42. */
  value: string;
  valueText: string;
  /** Two blocks: the second calls a function of the first, which fails in its line 2; the second does in its line 3. */
  failing: [string, string];
  errorName: string;
  /** Does not parse in line 2, and would print before. */
  syntax: string;
  /** Ends itself with the code 3. */
  exit: string;
  /** Prints standard input's number of lines, and the first in capitals. */
  stdin: string;
  /** Prints its arguments joined by "|", and the variable PLACE. */
  args: string;
  /** Reads in.txt and writes it in capitals to out.txt. */
  files: string;
  /** Tries to write in.txt, which is read-only, and prints "refused". */
  readOnly: string;
  /** Prints "kept" and goes on for ever. */
  endless: string;
  /** Takes memory until there is none. */
  memory: string;
  /** Calls itself without end, catches it and prints "caught". */
  recursion: string;
  /** Shows a bar chart of Plotly's, then text by display(). */
  outputs: string;
  /** Leaves a chart in the variable fig. */
  leftOver: string;
  /** Changes what a program can change for good: prints "fresh", or "stale" where it finds that it was done before. */
  fresh: string;
  /** For sessions: makes n, a number, and counts it up each time; its value is n. */
  counts: [string, string];
  /** Fetches the address in the variable URL and prints the answer's text. */
  fetches: string;
  /** Prints five random numbers and something that the clock says. */
  chance: string;
  /** A function that takes a text and gives { length, upper }, and fails on "". */
  definition: string;
}

export const python: Programs = {
  language: "python",
  distribution: "pyodide-0.29",
  streams: "import sys\nprint('out')\nprint('err', file=sys.stderr)",
  value: "x = 6\nx * 7",
  valueText: "42",
  failing: ["def f(x):\n    return 1 / x\n", "\n\nf(0)\n"],
  errorName: "ZeroDivisionError",
  syntax: "print('must not run')\nx = = 1",
  exit: "import sys\nsys.exit(3)",
  stdin: "import sys\nlines = sys.stdin.read().splitlines()\nprint(len(lines), lines[0].upper())",
  args: "import os, sys\nprint('|'.join(sys.argv[1:]), os.environ['PLACE'])",
  files: "open('out.txt', 'w').write(open('in.txt').read().upper())",
  readOnly: "try: open('in.txt', 'w')\nexcept OSError: print('refused')",
  endless: "print('kept', flush=True)\nwhile True: pass",
  memory: "chunks = []\nwhile True: chunks.append(bytearray(8 * 1024 * 1024))",
  recursion: "def f(): return f() + 1\ntry: f()\nexcept RecursionError: print('caught')",
  outputs: "fig = {'data': [{'type': 'bar', 'x': ['a', 'b'], 'y': [1, 2]}], 'layout': {'title': {'text': 'T'}}}\nfrom IPython.display import display, HTML\ndisplay(fig)\ndisplay(HTML('<b>bold</b>'))",
  leftOver: "fig = {'data': [{'type': 'bar', 'y': [1, 2]}], 'layout': {}}\nx = 1",
  fresh: "import builtins, os\nprint('stale' if hasattr(builtins, 'left') or os.path.exists('left.txt') else 'fresh')\nbuiltins.left = 1\nopen('left.txt', 'w').write('x')",
  counts: ["n = 1\nn", "n += 1\nn"],
  fetches: "import os\nfrom pyodide.http import pyfetch\nprint(await (await pyfetch(os.environ['URL'])).text())",
  chance: "import random, uuid\nfrom datetime import datetime, timezone\nprint([random.random() for _ in range(5)], hash('a'), uuid.uuid4(), datetime.now(timezone.utc).isoformat())",
  definition: "def main(text):\n    if not text: raise ValueError('empty')\n    return {'length': len(text), 'upper': text.upper()}",
};

export const javascript: Programs = {
  language: "javascript",
  distribution: "quickjs-0.32",
  streams: "console.log('out');\nconsole.error('err');",
  value: "const x = 6;\nx * 7",
  valueText: "42",
  failing: ["function f(x) {\n  return x.missing.name;\n}\n", "\n\nf({});\n"],
  errorName: "TypeError",
  syntax: "console.log('must not run');\nconst x = = 1;",
  exit: "process.exit(3);\nconsole.log('must not run');",
  stdin: "const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\\n');\nconsole.log(lines.length, lines[0].toUpperCase());",
  args: "console.log(process.argv.slice(2).join('|'), process.env.PLACE);",
  files: "import { readFileSync, writeFileSync } from 'node:fs';\nwriteFileSync('out.txt', readFileSync('in.txt', 'utf8').toUpperCase());",
  readOnly: "try { require('fs').writeFileSync('in.txt', '') } catch (error) { console.log('refused') }",
  endless: "console.log('kept');\nwhile (true);",
  memory: "const chunks = [];\nwhile (true) chunks.push(new Uint8Array(8 * 1024 * 1024).fill(1));",
  recursion: "function f() { return f() + 1 }\ntry { f() } catch { console.log('caught') }",
  outputs: "Plotly.newPlot('chart', [{ type: 'bar', x: ['a', 'b'], y: [1, 2] }], { title: { text: 'T' } });\ndisplay(HTML('<b>bold</b>'));",
  leftOver: "const fig = { data: [{ type: 'bar', y: [1, 2] }], layout: {} };\nconst x = 1;",
  fresh: "console.log(globalThis.left || Array.prototype.left || require('fs').existsSync('left.txt') ? 'stale' : 'fresh');\nglobalThis.left = Array.prototype.left = 1;\nrequire('fs').writeFileSync('left.txt', 'x');",
  counts: ["const n = 1;\nn", "n += 1;\nn"],
  fetches: "const response = await fetch(process.env.URL);\nconsole.log(await response.text());",
  chance: "console.log(Array.from({ length: 5 }, Math.random), crypto.randomUUID(), new Date().toISOString(), performance.now());\nconst before = Date.now();\nawait new Promise((resolve) => setTimeout(resolve, 20));\nconsole.log(Date.now() - before >= 20);",
  definition: "module.exports = function (text) {\n  if (!text) throw new RangeError('empty');\n  return { length: text.length, upper: text.toUpperCase() };\n};",
};

export const typescript: Programs = {
  ...javascript,
  language: "typescript",
  value: "const x: number = 6;\n(x * 7) as number",
  failing: ["function f(x: any): string {\n  return x.missing.name;\n}\n", "\n\nf({} as object);\n"],
  syntax: "console.log('must not run');\nconst x: number = = 1;",
  definition: "interface Told { length: number; upper: string }\nexport default (text: string): Told => {\n  if (!text) throw new RangeError('empty');\n  return { length: text.length, upper: text.toUpperCase() };\n};",
  counts: ["let n: number = 1;\nn", "n += 1;\nn"],
};
