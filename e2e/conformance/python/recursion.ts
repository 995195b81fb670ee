import { type Case, equal } from "../harness/index.ts";
import { runOnce, why } from "../support/sandbox.ts";

/** Ways to recurse without end, most of them through C code. */
const ways: Record<string, string> = {
  plain: "def f(n): return f(n + 1)\nf(0)",
  repr: "class A:\n def __repr__(self): return repr(self)\nrepr(A())",
  sortKey: "def key(x): return sorted([1, 2], key=key)\nkey(1)",
  getattr: "class B:\n def __getattr__(self, n): return getattr(self, n + 'x')\nB().x",
  eq: "class C:\n def __eq__(self, o): return self == o\nC() == C()",
  call: "class D:\n def __call__(self): self()\nD()()",
  init: "class E:\n def __init__(self): E()\nE()",
  map: "def m(x): return list(map(m, [x]))\nm(1)",
  lruCache: "import functools\n@functools.lru_cache(None)\ndef fib(n): return fib(n - 1) + fib(n - 2) if n > 1 else n\nfib(50_000)",
  generator: "def g(n):\n yield from g(n + 1)\nlist(g(0))",
  json: "import json\njson.dumps(deep)",
  jsonIndent: "import json\njson.dumps(deep, indent=1)",
  deepcopy: "import copy\ncopy.deepcopy(deep)",
  pickle: "import pickle\npickle.dumps(deep)",
  listRepr: "repr(deep)",
  listEqual: "deep == other",
  regex: "import re\nre.compile('(' * 5000 + ')' * 5000)",
};

/** R15: what would end the engine's stack is an exception. */
export const recursionCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-recursion`,
    title: "R15: recursion without end is a RecursionError, however it comes about, and the program goes on",
    async run() {
      const tries = Object.entries(ways).map(([name, code]) => `try:\n${code.replace(/^/gm, " ")}\nexcept RecursionError: print(${JSON.stringify(name)})`);
      const nested = "deep, other = [], []\nfor _ in range(100_000): deep, other = [deep], [other]\n";
      const result = await runOnce(distribution, nested + tries.join("\n"));
      equal(result.stdout.trim().split("\n"), Object.keys(ways), why(result));
      const uncaught = await runOnce(distribution, ways.repr!);
      equal([uncaught.status, uncaught.error?.name], ["error", "RecursionError"], why(uncaught));
    },
  },
  {
    id: `${distribution}-recursion-deep`,
    title: "R15: recursion that ends is not cut short: 50 000 plain calls where the program raises the limit, some hundred through a cache",
    async run() {
      const [through, value] = distribution === "pyodide-314" ? [100, "354224848179261915075"] : [200, "280571172992510140037611932413038677189525"];
      const code = `
import functools, sys
sys.setrecursionlimit(10**6)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
@functools.lru_cache(None)
def fib(n): return fib(n - 1) + fib(n - 2) if n > 1 else n
print(depth(50_000), fib(${through}))`;
      const result = await runOnce(distribution, code);
      equal(result.stdout, `50000 ${value}\n`, why(result));
    },
  },
];
