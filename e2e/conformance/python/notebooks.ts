import { assert, type Case, equal } from "../harness/index.ts";
import { runOnce, why } from "../support/sandbox.ts";

/** As little of Matplotlib as its backend here needs: no wheel of it can be had offline. The real one is tested natively (runtimes/python/tests). */
const standIn = {
  "matplotlib/__init__.py": "",
  "matplotlib/figure.py": `
class Figure:
    texts = images = lines = patches = legends = ()
    def __init__(self): self.axes = []
    def get_axes(self): return self.axes
    def get_dpi(self): return 100
    def get_size_inches(self): return (6, 4)
    def get_facecolor(self): return "white"
    def savefig(self, file, **options): file.write(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00\\x00\\rIHDR" + (900).to_bytes(4, "big") + (600).to_bytes(4, "big") + bytes(len(self.axes)))`,
  "matplotlib/_pylab_helpers.py": "class Gcf:\n    figs = {}\n    @classmethod\n    def get_all_fig_managers(cls): return list(cls.figs.values())",
  "matplotlib/backend_bases.py": "class FigureManagerBase:\n    def __init__(self, canvas): self.canvas = canvas",
  "matplotlib/backends/__init__.py": "",
  "matplotlib/backends/backend_agg.py": "class FigureCanvasAgg:\n    def __init__(self, figure): self.figure = figure",
  "matplotlib/pyplot.py": `
import importlib, os
from matplotlib._pylab_helpers import Gcf
from matplotlib.figure import Figure
def switch_backend(_name): pass
def close(_what): Gcf.figs.clear()
def plot(*values):
    backend = importlib.import_module(os.environ["MPLBACKEND"].removeprefix("module://"))
    figure = Figure()
    figure.axes.append(object())
    Gcf.figs[len(Gcf.figs)] = backend.FigureManager(backend.FigureCanvas(figure))
def show(): importlib.import_module(os.environ["MPLBACKEND"].removeprefix("module://")).show()`,
};

/** What notebooks have beside Python. */
export const notebookCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-notebook`,
    title: "R7: what notebooks have beside Python is understood, and lines keep their numbers",
    async run() {
      const code = [
        { name: "block 1", code: "%matplotlib inline\n!pip install -q nothing-of-this-name || true\n%load_ext autoreload\nfrom __future__ import annotations\ndef f(x: Nowhere): return x" },
        { name: "block 2", code: "%%time\nx = f(2)\nx + 1" },
        { name: "block 3", code: "# a file\n%%writefile data.txt\none\ntwo" },
        { name: "block 4", code: "names = !ls\nprint(names)\n!cat data.txt\nf?" },
        { name: "block 5", code: ">>> def g(a):\n...     return a\n...\n>>> g(4)\n4" },
        { name: "block 6", code: "%%capture kept\nprint('hidden')" },
        { name: "block 7", code: "print(repr(kept.stdout));\n\n%matplot inline" },
      ];
      const { outputs, stdout, error } = await runOnce(distribution, { code });
      equal(outputs.map(({ data }) => data["text/plain"]), ["3", "4"], error?.message ?? "values");
      assert(/Wall time: .*\nWriting data.txt\n\['data.txt'\]\none\ntwo\nSignature: f\(x: 'Nowhere'\)/.test(stdout) && stdout.includes("'hidden\\n'"), stdout);
      equal([error?.source, error?.line, error?.message.includes("Did you mean %matplotlib?")], ["block 7", 3, true], error?.message ?? "no error");
    },
  },
  {
    id: `${distribution}-matplotlib`,
    title: "R10: Matplotlib's figures come as pictures with their size: shown, or left open, each once",
    async run() {
      const code = "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\nplt.plot([2])\nplt.plot([3])";
      const result = await runOnce(distribution, { code, files: standIn });
      equal(result.outputs.map(({ data, metadata }) => [(data["image/png"] as Uint8Array)?.length, metadata["image/png"]]), Array.from({ length: 3 }, () => [25, { width: 600, height: 400 }]), why(result));
    },
  },
];
