import assert from "node:assert/strict";
import { test } from "node:test";
import { readInfoString } from "./info-string.ts";

const languages: Record<string, string | null> = {
  python: "python", py: "python", Python: "python", PYTHON3: "python", python3: "python", "python3.12": "python", "Python 3": "python", py3: "python", ipython: "python",
  ".py": "python", "{python}": "python", "{python, echo=FALSE}": "python", "{.python .numberLines}": "python", "{ python }": "python", "language-python": "python",
  "python,ignore": "python", "python{1,3}": "python", "python\u200b": "python", "  python  ": "python", "python #| echo: false": "python", "python run": "python",
  pycon: "pycon", "python-repl": "pycon", pytb: "pytb", console: "console", bash: "shell", sh: "shell", js: "javascript", mjs: "javascript", "c++": "cpp", ts: "typescript",
  text: "text", output: "text", "": null, " ": null, "title=a.py": null, "{}": null, "{": null, constructor: "constructor", toString: "tostring",
};
// An own key, which the literal above does not make.
Object.defineProperty(languages, "__proto__", { value: "__proto__", enumerable: true });

const titles: Record<string, string | undefined> = {
  'py title="a b.py"': "a b.py", "py title='a.py'": "a.py", "py title=a.py": "a.py", "python filename=a.py": "a.py", 'python file="src/a.py"': "src/a.py", "python:src/a.py": "src/a.py",
  "src/a.py": "src/a.py", "a.py": "a.py", '{python title="x"}': "x", 'py {title="x" y=1}': "x", ".py": undefined, python: undefined, "py subtitle=x": undefined,
  'py title=""': undefined, 'py title="\u202ea"': undefined, [`py title="${"a".repeat(101)}"`]: undefined, 'py title="<b>&amp;"': "<b>&amp;",
};

test("languages are read from info strings of every kind", () => {
  for (const [info, language] of Object.entries(languages)) assert.equal(readInfoString(info).language, language, JSON.stringify(info));
});

test("titles are read from info strings of every kind", () => {
  for (const [info, title] of Object.entries(titles)) assert.equal(readInfoString(info).title, title, JSON.stringify(info));
});

test("a file name tells its language", () => {
  assert.deepEqual(readInfoString("demo.py"), { language: "python", title: "demo.py" });
  assert.deepEqual(readInfoString("app.mjs"), { language: "javascript", title: "app.mjs" });
  assert.deepEqual(readInfoString("a.unknown"), { language: "a.unknown" });
});
