import type { RunResult, Sandbox } from "@vitrine/sdk";
import { assert, type CaseContext, equal, settings, suite } from "./harness/index.ts";
import { assetsWith, imageWith, keepImage, keptImages, servedImages } from "./support/kept-image.ts";
import { figuresOf, openSandbox as openAny, why } from "./support/sandbox.ts";

const science = "import numpy as np\nimport pandas as pd\nimport plotly.express as px\nprint(pd.DataFrame({'a': [1, 1, 2], 'b': [3, 4, 5]}).groupby('a').b.sum().tolist(), np.arange(3).sum())\nfig = px.bar(x=['a', 'b'], y=[1, 2])";

/** A sandbox that makes its images itself, whatever the server has. */
const openSandbox: typeof openAny = (context, options) => openAny(context, { assets: assetsWith(), ...options });

/** WebKit makes none: see ADR 0013. */
const noImages = settings.engine === "webkit";

function skipWithoutImages(context: CaseContext): void {
  if (noImages) context.skip("no images in WebKit: the worker that packs packages never ends there");
}

/** A sandbox whose interpreters go on from an image with everything in it; the first case that asks makes the image. */
async function withImage(context: CaseContext, options: Parameters<typeof openSandbox>[1] = {}): Promise<Sandbox> {
  skipWithoutImages(context);
  await keepImage();
  return openSandbox(context, { images: true, spares: 1, ...options });
}

const run = async (sandbox: Sandbox, program: Parameters<Sandbox["run"]>[0]): Promise<RunResult> => {
  const result = await sandbox.run(program).result;
  equal(result.status, "ok", why(result));
  return result;
};

const startOf = ({ timings }: RunResult) => timings.start;

/** What a program can see of what is installed, imported, and left behind by imports: one line for each thing. */
const lookAround = [
  "import builtins, copy, copyreg, gc, importlib.metadata, importlib.util, json, os, sys, time, warnings",
  "import atexit, codecs, logging, threading",
  "noted = []",
  "note = lambda *words: noted.append(' '.join(map(str, words)))",
  "for name, module in sorted(sys.modules.items()):",
  "    spec = getattr(module, '__spec__', None)",
  "    note('module', name, sorted(vars(module)) if hasattr(module, '__dict__') else '', type(getattr(spec, 'loader', None)).__name__, getattr(spec, 'origin', None))",
  "note('installed', sorted((each.name, each.version, each.read_text('INSTALLER'), each.read_text('PYODIDE_SOURCE')) for each in importlib.metadata.distributions()))",
  "note('found', [name for name in ('numpy', 'pandas', 'plotly', 'six', 'dateutil', 'pytz', 'tenacity', '_plotly_utils', 'micropip') if importlib.util.find_spec(name)])",
  "note('site', sorted(os.listdir(os.path.dirname(importlib.util.find_spec('micropip').origin) + '/..') if importlib.util.find_spec('micropip') else [each for path in sys.path if path.endswith('site-packages') and os.path.exists(path) for each in os.listdir(path)]))",
  "note('path', sys.path, [type(each).__name__ for each in sys.meta_path], len(sys.path_hooks), sorted(sys.path_importer_cache)[:0])",
  "note('filters', warnings.filters)",
  "note('registries', sorted(map(str, copyreg.dispatch_table)), atexit._ncallbacks(), sorted(logging.root.manager.loggerDict), sorted(map(str, copy._deepcopy_dispatch)))",
  "note('environment', sorted(os.environ.items()), time.tzname, sys.flags, sys.getrecursionlimit(), sys.argv, os.getcwd())",
  "note('open', [number for number in range(32) if os.path.exists(f'/proc/self/fd/{number}')], threading.active_count(), gc.isenabled(), gc.get_threshold())",
  "note('main', sorted(vars(sys.modules['__main__'])))",
  // All at once: a line of its own is a message of its own.
  "print('\\n'.join(noted))",
].join("\n");

/** What may differ: Plotly keeps what it made in the warm-up, so that it does not look for it again; typing makes some names when they are first asked for; and what Pyodide's installer imports to unpack a wheel. */
const mayDiffer = /^module (plotly$|plotly\.validators|plotly\.graph_objs|plotly\.graph_objects|tarfile|zipfile|encodings|bz2|_bz2|_compression|grp|typing)\b/;

/** What differs, line by line: what the first has more (+) and fewer (-). */
function differences(seen: string, expected: string): string[] {
  const byKey = (text: string) => new Map(text.split("\n").map((line) => [line.split(" ", 2).join(" "), line.split(/[\s,[\](){}]+/)]));
  const [left, right] = [byKey(seen), byKey(expected)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    if (mayDiffer.test(key)) return [];
    const [more, fewer] = [left.get(key), right.get(key)];
    if (!more || !fewer) return [`${key} is ${more ? "more" : "missing"}`];
    const words = [...new Set(more).difference(new Set(fewer))].map((word) => `+${word}`).concat([...new Set(fewer).difference(new Set(more))].map((word) => `-${word}`));
    if (words.length > 0) return [`${key}: ${words.join(" ")}`];
    return more.join(" ") === fewer.join(" ") ? [] : [`${key}: another order or number: ${more.join(" ")} / ${fewer.join(" ")}`];
  });
}

/** Before it looks, a program does one of these. */
const unseen: Record<string, string> = {
  nothing: "",
  "only plotly": "import plotly.graph_objects as go\nfig = go.Figure(go.Bar(x=['a'], y=[1]))\nprint(fig.to_json())",
  "only numpy": "import numpy as np\nprint(np.arange(3), np.lib.stride_tricks.__name__)",
  pandas: "import pandas as pd\nprint(pd.DataFrame({'a': [1]}).to_html())",
  everything: "import plotly.express as px\nprint(px.bar(x=['a'], y=[1]).to_json())",
  "numpy, then plotly": "import numpy as np\nimport plotly.graph_objects as go\nprint(go.Figure(go.Scatter(y=np.arange(2))).to_json())",
  "a name that cannot be read": "for name in ('num' + 'py', 'pan' + 'das', 'plo' + 'tly'):\n    try:\n        __import__(name)\n    except ImportError as error:\n        print(type(error).__name__, error)",
  micropip: "import micropip\nprint(sorted(micropip.list()))\nawait micropip.install('plo' + 'tly')\nprint(sorted(micropip.list()))\nmodule = __import__('plo' + 'tly.graph_objects')\nprint(module.graph_objects.Figure().to_json())",
  "a module of its own": "import sys\nopen('decimal.py', 'w').write('here = 1')\nimport decimal\nprint(decimal.here)",
};

await suite([
  {
    id: "image-made",
    title: "R17: after a run, in a quiet moment, an image of what it used is made and kept, and the next interpreters go on from it",
    timeoutMs: 240_000,
    async run(context) {
      skipWithoutImages(context);
      const sandbox = await openSandbox(context, { images: true, spares: 0 });
      const first = await run(sandbox, { code: science });
      const kept = await imageWith("pandas");
      let second = await run(sandbox, { code: science });
      // It is kept a moment before it is in use.
      for (let tries = 0; startOf(second) === "scratch" && tries < 5; tries++) second = await run(sandbox, { code: science });
      equal([startOf(first), startOf(second)], ["scratch", "image"], "where the interpreters came from");
      equal(second.stdout, first.stdout, "what was printed");
      equal(figuresOf(second.outputs), figuresOf(first.outputs), "the figure");
      equal(second.manifest, first.manifest, "the manifest");
      return `${kept.packages}: ${(kept.bytes / 2 ** 20).toFixed(1)} MiB; scratch: ${JSON.stringify(first.timings)}; image: ${JSON.stringify(second.timings)}`;
    },
  },
  {
    id: "image-next-visit",
    title: "R17, R18: another sandbox goes on from the kept image, with and without interpreters that wait",
    timeoutMs: 240_000,
    async run(context) {
      const cold = await withImage(context, { spares: 0 });
      const image = await run(cold, { code: science });
      cold.dispose();
      const warm = await openSandbox(context, { images: true, spares: 1 });
      const spare = await run(warm, { code: science });
      equal([startOf(image), startOf(spare)], ["image", "spare"], "where the interpreters came from");
      const again = await run(warm, { code: science });
      equal(startOf(again), "spare", "after a run another one waits");
      return [image, spare, again].map(({ timings }) => JSON.stringify(timings)).join("\n");
    },
  },
  {
    id: "image-fresh",
    title: "R17: every run that goes on from an image starts fresh: nothing of another run, and numbers that nobody can know",
    timeoutMs: 240_000,
    async run(context) {
      const sandbox = await withImage(context);
      const dirt = "import builtins, sys, os, random, json, numpy, pandas\nbuiltins.leak = 1\nnumpy.leak = 2\njson.loads = None\nsys.modules['leak'] = json\nos.environ['LEAK'] = 'x'\nopen('/tmp/leak', 'w').write('x')\nopen('leak', 'w').write('x')\nsys.path.append('/leak')\nrandom.seed(1)\nnumpy.random.seed(1)\nx = 1";
      const look = [
        "import builtins, sys, os, random, json, numpy, uuid",
        "print([hasattr(builtins, 'leak'), hasattr(numpy, 'leak'), json.loads is None, 'leak' in sys.modules, 'LEAK' in os.environ, os.path.exists('/tmp/leak'), os.path.exists('leak'), '/leak' in sys.path, 'x' in globals(), 'frame' in globals()])",
        "print(random.random(), numpy.random.rand(), numpy.random.default_rng().random(), uuid.uuid4(), os.urandom(8).hex())",
      ].join("\n");
      const seen: string[][] = [];
      for (let round = 0; round < 3; round++) {
        await run(sandbox, { code: dirt });
        const result = await run(sandbox, { code: look });
        assert(["image", "spare"].includes(startOf(result)), `it came from ${startOf(result)}`);
        seen.push(result.stdout.trim().split(/[\n ]/).slice(-5));
        assert(!result.stdout.split("\n")[0]!.includes("True"), result.stdout);
      }
      for (let column = 0; column < 5; column++) equal(new Set(seen.map((row) => row[column])).size, 3, `different numbers in ${JSON.stringify(seen)}`);
    },
  },
  ...Object.entries(unseen).map(([name, before], index) => ({
    id: `image-unseen-${index}`,
    title: `R17: a program sees the same with and without an image, after ${name}`,
    timeoutMs: 240_000,
    async run(context: CaseContext) {
      // It looks at everything, which a busy machine takes long for.
      const limits = { bootMs: 120_000, installMs: 120_000, runMs: 120_000 };
      const sandbox = await withImage(context, { limits });
      const plain = await openSandbox(context, { images: false, spares: 0, limits });
      const code = `${before}\n${lookAround}`;
      const [seen, expected] = [await run(sandbox, { code }), await run(plain, { code })];
      assert(["image", "spare"].includes(startOf(seen)) && startOf(expected) === "scratch", `they came from ${startOf(seen)} and ${startOf(expected)}`);
      assert(expected.stdout.includes("module sys"), "control: it looks");
      equal(differences(seen.stdout, expected.stdout), [], "words that only one of them printed, by the line's first two");
      equal(seen.manifest, expected.manifest, "the manifest");
      return `${seen.stdout.split("\n").length} lines; image: ${JSON.stringify(seen.timings)}; scratch: ${JSON.stringify(expected.timings)}`;
    },
  })),
  {
    id: "image-misfit",
    title: "R17: a run that has what a package of the image looked for in vain gets an interpreter from scratch",
    timeoutMs: 240_000,
    async run(context) {
      const sandbox = await withImage(context, { spares: 0 });
      const code = "import plotly.express as px\nfrom plotly.express import _imshow\nprint(_imshow.xarray_imported, px.bar(x=['a'], y=[1]).data[0].type)";
      const logged = async (files: Record<string, string>) => {
        const started = sandbox.run({ code, files });
        const texts: string[] = [];
        for await (const event of started.events) if (event.type === "log") texts.push(event.text);
        return { stdout: (await started.result).stdout, scratch: texts.some((text) => text.includes("from scratch")) };
      };
      equal(await logged({ "xarray.py": "class DataArray: pass" }), { stdout: "True bar\n", scratch: true }, "with xarray");
      equal(await logged({ "data.csv": "a\n1" }), { stdout: "False bar\n", scratch: false }, "control: with another file");
    },
  },
  {
    id: "image-inputs",
    title: "R17: what a run is given arrives in an interpreter of an image as well; a seed and Python's own variables get one from scratch",
    timeoutMs: 240_000,
    async run(context) {
      const sandbox = await withImage(context);
      const code = "import os, sys\nprint(os.environ.get('A'), os.environ['HOME'], sys.argv[1:], open('data.txt').read(), input(), hash('x') if os.environ.get('PYTHONHASHSEED') else '')";
      const inputs = { code, args: ["-v"], stdin: "line", files: { "data.txt": "mounted" } };
      const given = await run(sandbox, { ...inputs, env: { A: "b" } });
      equal([given.stdout, ["image", "spare"].includes(startOf(given))], ["b /home/pyodide ['-v'] mounted line \n", true], `from ${startOf(given)}`);
      const seeded = [await run(sandbox, { ...inputs, seed: 7 }), await run(sandbox, { ...inputs, seed: 7 })];
      equal(seeded.map(startOf), ["scratch", "scratch"], "with a seed");
      equal(seeded[0]!.stdout, seeded[1]!.stdout, "with the same seed");
      const flagged = await run(sandbox, { ...inputs, code: "import sys\nprint(sys.flags.optimize)", env: { PYTHONOPTIMIZE: "1" } });
      equal([startOf(flagged), flagged.stdout], ["scratch", "1\n"], "with PYTHONOPTIMIZE");
    },
  },
  {
    id: "image-ends",
    title: "R17: errors, limits, an interpreter that dies, requests and waiting are in an interpreter of an image as in any other",
    timeoutMs: 240_000,
    async run(context) {
      const sandbox = await withImage(context, { spares: 0 });
      const ends: [code: string, says: string][] = [
        ["import pandas as pd\npd.DataFrame({'a': [1]})['b']", "error UNCAUGHT_EXCEPTION KeyError line 2"],
        ["x = bytearray(1500 << 20)", "limit MEMORY_LIMIT MemoryError line 1"],
        ["def f(): f()\nf()", "error UNCAUGHT_EXCEPTION RecursionError line 1"],
        ["import os\nos._exit(3)", "error EXIT SystemExit line null"],
        ["import nothing_like_it", "error PACKAGE_NOT_FOUND ModuleNotFoundError line 1"],
        ["import asyncio\nasync def f():\n    await asyncio.sleep(0.01)\n    return 'slept'\nprint(asyncio.run(f()))\nprint(await f())", "ok"],
        ["import sympy\nprint(sympy.sqrt(8))", "ok"],
      ];
      const seen: string[] = [];
      for (const [code] of ends) {
        const result = await sandbox.run({ code }).result;
        equal(startOf(result), "image", why(result));
        const { error } = result;
        seen.push(error ? `${result.status} ${error.code} ${error.name} line ${error.line}` : `${result.status}${result.status === "ok" ? "" : result.stderr}`);
      }
      equal(seen, ends.map(([, says]) => says), "how they ended");
    },
  },
  {
    id: "image-policy",
    title: "R17: an image is not used where the policy refuses what is in it, nor with less memory than it needs, nor where images are off",
    timeoutMs: 240_000,
    async run(context) {
      (await withImage(context, { spares: 0 })).dispose();
      // Others that went through this page would do for what the whole one does not.
      for (const { url } of await keptImages()) if (!url.endsWith("/full")) await (await caches.open("vitrine-images-1")).delete(url);
      const look = "import sys\nprint('pandas' in sys.modules)";
      const denied = await openSandbox(context, { images: true, spares: 0, policy: { packages: { deny: ["pandas"] } } });
      const off = await openSandbox(context, { images: false, spares: 0 });
      const small = await openSandbox(context, { images: true, spares: 0, limits: { memoryBytes: 120 * 2 ** 20 } });
      for (const sandbox of [denied, off, small]) {
        const result = await run(sandbox, { code: look });
        equal([startOf(result), result.stdout], ["scratch", "False\n"], why(result));
        sandbox.dispose();
      }
      assert((await imageWith("pandas")).bytes > 0, "the image is still there");
    },
  },
  {
    id: "image-broken",
    title: "R17: an image that is damaged costs no run: the interpreter starts from scratch, and the image goes",
    timeoutMs: 240_000,
    async run(context) {
      (await withImage(context, { spares: 0 })).dispose();
      const kept = (await keptImages()).find(({ url }) => url.endsWith("/full"));
      const cache = await caches.open("vitrine-images-1");
      const whole = await (await cache.match(kept!.url))!.blob();
      const headers = { "x-packages": kept!.packages };
      const head = new Uint32Array(await whole.slice(0, 4).arrayBuffer())[0]! + 4;
      const damaged = {
        empty: new Blob([]),
        "cut off": whole.slice(0, whole.size / 2),
        "another build": new Blob([whole.slice(0, head), new Uint8Array(64).fill(7), whole.slice(head + 64)]),
        "no head": new Blob([new Uint8Array(1000).fill(65)]),
      };
      for (const [how, blob] of Object.entries(damaged)) {
        await cache.put(kept!.url, new Response(blob, { headers }));
        const sandbox = await openSandbox(context, { images: true, spares: 0 });
        const result = await run(sandbox, { code: "print(6 * 7)" });
        equal([result.stdout, startOf(result)], ["42\n", "scratch"], how);
        sandbox.dispose();
        while ((await cache.keys()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await cache.put(kept!.url, new Response(whole, { headers }));
      const again = await openSandbox(context, { images: true, spares: 0 });
      equal(startOf(await run(again, { code: "1" })), "image", "control: the whole one");
    },
  },
  {
    id: "image-pure",
    title: "R17: programs of pure Python have an image of their own, and each run goes on from the one that holds what it imports",
    timeoutMs: 240_000,
    async run(context) {
      (await withImage(context, { spares: 0 })).dispose();
      const sandbox = await openSandbox(context, { images: true, spares: 0 });
      await run(sandbox, { code: "import plotly.graph_objects" });
      for (;;) {
        const lean = (await keptImages()).find(({ url }) => url.endsWith("/pure"));
        if (lean?.packages.includes("plotly")) break;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const next = await openSandbox(context, { images: true, spares: 0 });
      const memory = async (code: string) => {
        const result = await run(next, { code });
        equal(startOf(result), "image", code);
        return result.usage.peakMemoryBytes!;
      };
      const lean = await memory("import plotly.graph_objects as go\ngo.Figure(go.Bar(y=[1]))");
      const whole = await memory("import pandas, plotly.graph_objects as go\ngo.Figure(go.Bar(y=[1]))");
      assert(lean < 0.7 * whole, `${lean} and ${whole} bytes`);
      const computed = await run(next, { code: "name = 'pan' + 'das'\nimport micropip\nawait micropip.install(name)\nprint(__import__(name).Series([1, 2]).sum())" });
      equal([startOf(computed), computed.stdout.split("\n").at(-2)], ["image", "3"], "what the smaller one lacks is installed");
    },
  },
  {
    id: "image-served",
    title: "R17: images of the assets directory are taken when a program wants them; one that is damaged or made from something else costs no run",
    timeoutMs: 240_000,
    async run(context) {
      skipWithoutImages(context);
      if ((await servedImages()).length === 0) context.skip("the assets directory has no images: vitrine assets --image");
      // Where none is taken, one program tells.
      const attempt = async (options: Parameters<typeof openAny>[1], programs = ["import plotly"]) => {
        await caches.delete("vitrine-images-1");
        const sandbox = await openAny(context, options);
        const starts: string[] = [];
        for (const code of programs) starts.push(startOf(await run(sandbox, { code })));
        sandbox.dispose();
        const kept = await keptImages();
        return { starts, kept: ["full", "pure"].filter((kind) => kept.some(({ url }) => url.endsWith(`/${kind}`))) };
      };
      equal(await attempt({ images: "served" }, ["import plotly", science]), { starts: ["image", "image"], kept: ["full", "pure"] }, "as they are");
      equal(await attempt({ images: "served", assets: assetsWith() }), { starts: ["scratch"], kept: [] }, "control: none are served");
      equal(await attempt({ images: false }), { starts: ["scratch"], kept: [] }, "images are off");
      const damaged = assetsWith((all) => all.map((each) => ({ ...each, file: { ...each.file, sha256: "0".repeat(64) } })));
      equal(await attempt({ images: "served", assets: damaged }), { starts: ["scratch"], kept: [] }, "of another hash");
      const foreign = assetsWith((all) => all.map((each) => ({ ...each, key: "0".repeat(64) })));
      equal(await attempt({ images: "served", assets: foreign }), { starts: ["scratch"], kept: [] }, "made from something else");
      const { fetch } = globalThis;
      context.after(() => void (globalThis.fetch = fetch));
      globalThis.fetch = (input, init) => (typeof input === "string" && input.endsWith(".image") ? new Promise(() => {}) : fetch(input, init));
      equal(await attempt({ images: "served" }), { starts: ["scratch"], kept: [] }, "of a server that never answers");
      globalThis.fetch = fetch;
      const denied = await attempt({ images: "served", policy: { packages: { mode: "none" } } }).catch((error: unknown) => String(error));
      assert(typeof denied === "string", "control: a policy that refuses packages refuses the programs, too");
      equal((await keptImages()).length, 0, "images that the policy refuses");
    },
  },
  {
    id: "ahead",
    title: "R24: packages of the reply that streams in are installed in the interpreter that waits, and no other program finds them there",
    timeoutMs: 240_000,
    async run(context) {
      const sandbox = await withImage(context, { spares: 1 });
      const look = "import importlib.metadata\nprint(sorted({each.name for each in importlib.metadata.distributions()} & {'plotly', 'numpy', 'pandas'}))";
      const reply = (code: string) => `Here:\n\n\`\`\`python\n${code}\n\`\`\`\n`;
      const settled = () => new Promise((resolve) => setTimeout(resolve, 3000));
      const plotted = `import plotly.graph_objects as go\n${look}\nprint(go.Figure(go.Bar(y=[1])).data[0].type)`;
      sandbox.prepare(reply(plotted));
      await settled();
      const wanted = await run(sandbox, { code: plotted });
      equal([startOf(wanted), wanted.stdout], ["spare", "['plotly']\nbar\n"], "the program of the reply");
      const plain = await openSandbox(context, { images: false, spares: 0 });
      equal(wanted.manifest, (await run(plain, { code: plotted })).manifest, "its manifest");
      sandbox.prepare(reply(plotted));
      await settled();
      const other = await run(sandbox, { code: look });
      equal(other.stdout, "[]\n", "another program");
      // What reads like an import to the host, and is none to Python.
      const hidden = `${look}\nif False:\n    import plotly`;
      sandbox.prepare(reply(hidden));
      await settled();
      equal((await run(sandbox, { code: hidden })).stdout, (await run(plain, { code: hidden })).stdout, "a program with an import that is never reached");
      const wrong = `${look}\nimport plotly\nthis is no Python`;
      sandbox.prepare(reply(wrong));
      await settled();
      equal((await sandbox.run({ code: wrong }).result).error?.name, "SyntaxError", "a program that does not parse");
    },
  },
  {
    id: "spares",
    title: "R18: an interpreter waits ahead; after a run that is killed the next one waits, and while a long one goes on; in a page that nobody sees none waits",
    timeoutMs: 240_000,
    async run(context) {
      const sandbox = await openSandbox(context, { spares: 1 });
      equal((await sandbox.inspect()).spares, 1, "at first");
      const loop = sandbox.run({ code: "while True: pass", limits: { runMs: 300 } });
      equal([(await loop.result).status, (await loop.result).timings.start], ["timeout", "spare"], "the loop");
      const next = await run(sandbox, { code: "print('x' in globals())" });
      equal(startOf(next), "spare", "the next run");
      const long = sandbox.run({ code: "while True: pass" });
      for await (const event of long.events) if (event.type === "phase" && event.phase === "run") break;
      while ((await sandbox.inspect()).spares === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      long.abort();
      equal(startOf(await long.result), "spare", "control: the one that waited before is the long run's own");
      equal(startOf(await run(sandbox, { code: "1" })), "spare", "after a long run that is ended");
      const see = (state: string | undefined) => {
        if (state) Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
        else Reflect.deleteProperty(document, "visibilityState");
        document.dispatchEvent(new Event("visibilitychange"));
      };
      context.after(() => see(undefined));
      see("hidden");
      equal((await sandbox.inspect()).spares, 0, "hidden");
      assert(startOf(await run(sandbox, { code: "1" })) !== "spare", "a run in a hidden page");
      see(undefined);
      equal((await sandbox.inspect()).spares, 1, "seen again");
    },
  },
  {
    id: "image-314",
    title: "R17: Pyodide 314 has images, too",
    timeoutMs: 240_000,
    async run(context) {
      skipWithoutImages(context);
      const sandbox = await openSandbox(context, { images: true, spares: 0, distribution: "pyodide-314" });
      const code = "import sys, json\nprint(sys.version_info[:2], json.dumps([1]))";
      const first = await run(sandbox, { code });
      while (!(await keptImages()).some(({ url }) => url.includes("/pyodide-314/"))) await new Promise((resolve) => setTimeout(resolve, 200));
      let second = await run(sandbox, { code });
      // It is kept a moment before it is in use.
      for (let tries = 0; startOf(second) === "scratch" && tries < 5; tries++) second = await run(sandbox, { code });
      equal([startOf(first), startOf(second), second.stdout], ["scratch", "image", first.stdout], "where the interpreters came from");
      return `scratch ${JSON.stringify(first.timings)}, image ${JSON.stringify(second.timings)}`;
    },
  },
]);
