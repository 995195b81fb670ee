import { anyText, fc, fuzz } from "@vitrine/fuzz";
import { describe, expect, test } from "vitest";
import { ReplyReader } from "./reply-reader.ts";

function after(...parts: string[]): { python: boolean; modules: string[]; calls: string[] } {
  const reader = new ReplyReader();
  let reply = "";
  for (const part of parts) reader.read((reply += part));
  while (reader.behind) reader.read(reply);
  return { python: reader.python, modules: [...reader.modules].toSorted(), calls: [...reader.calls].toSorted() };
}
const modulesOf = (code: string) => after(`Sure:\n\n\`\`\`python\n${code}\n\`\`\`\n`).modules;

describe("a reply as it streams in", () => {
  test("a block of Python is known by its first line, and imports by whole lines", () => {
    expect(after("Here:\n```pyth")).toEqual({ python: false, modules: [], calls: [] });
    expect(after("Here:\n```pyth", "on\nimport pan")).toEqual({ python: true, modules: [], calls: [] });
    expect(after("Here:\n```python\nimport pan", "das as pd\npx.b", "ar(df)\n")).toEqual({ python: true, modules: ["pandas"], calls: ["px.bar"] });
  });

  test.each(["py", "Python3", "{python}", "{.python .numberLines}", "python:a.py", "a.py", "language-python", 'py title="x.py"', "python{1,3}"])("```%s is Python", (label) => {
    expect(after(`\`\`\`${label}\n`).python).toBe(true);
  });

  test.each(["pycon", "pytb", "js", "python-repl", "pyrex", "text python"])("```%s is not", (label) => {
    expect(after(`\`\`\`${label}\nimport numpy\n`)).toEqual({ python: false, modules: [], calls: [] });
  });

  test("only what stands in code of a block is imported", () => {
    expect(modulesOf("import numpy as np, pandas\nfrom plotly import (\n  express as px,\n  graph_objects as go)")).toEqual(["numpy", "pandas", "plotly", "plotly.express", "plotly.graph_objects"]);
    expect(modulesOf("try:\n    import ujson\nexcept ImportError: pass; x = 1\nimport os; import re")).toEqual(["os", "re", "ujson"]);
    expect(modulesOf("'''\nimport numpy\n'''\n# import numpy\nx = [\nimport_numpy]\ns = 'import'\nimport six  # numpy")).toEqual(["six"]);
    expect(modulesOf('"""One.\n\nimport numpy\\"""\n""" ; y = 1\nx = """a""" + \'b\'\nimport six')).toEqual(["six"]);
    expect(modulesOf("from . import a\nfrom .b import c\nimport ../d\nimport e f\nimport React from 'react'")).toEqual([]);
    expect(modulesOf("from numpy import \\\n  array")).toEqual(["numpy", "numpy.array"]);
    expect(after("import numpy\n\n`import pandas`\n").modules).toEqual([]);
    expect(after("> - Look:\n>   ```py\n>   import numpy\n>   ```\n").modules).toEqual(["numpy"]);
    expect(after("```\nimport numpy\n```\n")).toMatchObject({ python: true, modules: ["numpy"] });
  });

  test("another reply is read from its start", () => {
    const reader = new ReplyReader();
    reader.read("```python\nimport numpy\n");
    reader.read("Hello\n```python\nimport six\n");
    expect([...reader.modules]).toEqual(["six"]);
  });

  // Expressions that try all ways to split a line take minutes here.
  test.each([`\`\`\`${" ".repeat(200_000)}x\n`, `${"> ".repeat(100_000)}\n`, `\`\`\`py\n${"'''".repeat(60_000)}\n`, `\`\`\`py\nimport a${" as a".repeat(40_000)}\n`, `\`\`\`py\nfrom ${"a.".repeat(100_000)}\n`, `\`\`\`py\nx = '${"\\'".repeat(100_000)}\n`, `${"1".repeat(200_000)}\n`])("a line of 200 000 characters is read, and says nothing (%#)", (text) => {
    expect(after(text).modules).toEqual([]);
  });

  test("a long reply is read in parts", () => {
    const reader = new ReplyReader();
    const text = `\`\`\`py\n${"x = 1\n".repeat(1000)}import six\n`;
    reader.read(text);
    expect([reader.behind, reader.modules.size]).toEqual([true, 0]);
    expect(after(text).modules).toEqual(["six"]);
  });

  test("a reply of any length has few modules", () => {
    expect(modulesOf(Array.from({ length: 5000 }, (_, index) => `import module_${index}`).join("\n")).length).toBe(200);
  });
});

const line = fc.oneof(
  fc.constantFrom("```python", "```", "~~~py", "````", "> ```py", "- ```python", "import numpy", "  import pandas as pd, six", "from plotly import express as px", "from a import (b,", "c)", "'''", '"""', "x = '''a", "\\", "x = \\", "(", "]})", "px.bar(df)", "import constructor.__proto__", "# import jax", "", "\r"),
  anyText(40),
);
const reply = fc.array(line, { maxLength: 40, size: "max" }).chain((lines) => fc.constantFrom("\n", "\r\n").map((end) => lines.join(end)));

test("R24: a reply that comes in any parts is read as it is read whole", async () => {
  let found = 0;
  await fuzz({ share: 0.05, of: fc.tuple(reply, fc.array(fc.nat(200), { maxLength: 30 })) }, ([text, cuts]) => {
    const parts: string[] = [];
    let from = 0;
    for (const length of cuts) parts.push(text.slice(from, (from += length)));
    const streamed = after(...parts, text.slice(from));
    expect(streamed).toEqual(after(text));
    found += streamed.modules.length;
  });
  expect(found).toBeGreaterThan(10);
});
