import { assert, type Case, equal } from "../harness/index.ts";
import { figuresOf, runOnce, why } from "../support/sandbox.ts";

const types = (outputs: Parameters<typeof figuresOf>[0]) => figuresOf(outputs).map(({ data }) => data.map(({ type }) => type).join("+"));

/** R10: each figure once, in order. */
export const figureCases = (distribution: string): Case[] => [
  ...foundCases(distribution),
  {
    id: `${distribution}-figure-numbers`,
    title: "S10: a figure's long lists of numbers come as bytes and are the lists that JSON would hold, more of them than JSON may have",
    async run() {
      const result = await runOnce(distribution, numbers);
      const { outputs, cuts } = result;
      equal(result.status, "ok", why(result));
      const [many, figure] = figuresOf(outputs) as unknown as { data: Record<string, unknown[]>[] }[];
      const { x, y, text, z, short } = figure!.data[0]!;
      equal([x!.length, x!.slice(0, 3), y!.slice(0, 4), text!.slice(0, 2), (z as unknown[][]).map((row) => row.length).join(), z![1], short], [1200, [0, 0.5, 1], [null, null, 2 ** 60, 1.5], ["0", "1"], Array(30).fill(40).join(), Array.from({ length: 40 }, (_, index) => index), [1, null]], "lists");
      equal([many!.data.map(({ y: each }) => each!.length), cuts], [[1_500_000, 1_500_000], []], "three million numbers");
      assert(outputs[0]!.alt.includes("3000000 points") && outputs[0]!.alt.includes("0 to 10"), `told as "${outputs[0]!.alt}"`);
    },
  },
];

const numbers = `
n = 1200
one = {"data": [{
    "x": [i / 2 for i in range(n)], "y": [float("nan"), float("inf"), 2**60 + 1] + [1.5] * n, "text": [str(i) for i in range(n)],
    "z": [[float(r * c) for c in range(40)] for r in range(30)], "short": [1, None],
}]}
fig = {"data": [{"y": [0.0] * 1_500_000}, {"y": [10] * 1_500_000}]}
figs = [one]
`;

const foundCases = (distribution: string): Case[] =>
  [
    { id: "last-expression", code: "import plotly.graph_objects as go\nchart = go.Figure(go.Pie(values=[1, 2]))\nchart.update_layout(title='T')", expected: ["pie"] },
    {
      id: "each-once",
      code: "import plotly.graph_objects as go\nfig = go.Figure(go.Bar(y=[1]))\nfig.show()\nother = go.Figure(go.Pie(values=[1]))\nother.show()\nfig.show()\nfig",
      expected: ["bar", "pie"],
    },
    { id: "several-unshown", code: "import plotly.graph_objects as go\na = go.Figure(go.Bar(y=[1]))\nb = go.Figure(go.Pie(values=[1]))", expected: ["bar", "pie"] },
    { id: "dict", code: 'fig = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {"title": {"text": "Plain"}}}', expected: ["bar"] },
    { id: "not-a-figure", code: '{"data": [{"id": 1}, {"id": 2}]}', expected: [] },
  ].map(({ id, code, expected }) => ({
    id: `${distribution}-figure-${id}`,
    title: `R10: figures are found, each once, in order (${id})`,
    async run() {
      const result = await runOnce(distribution, code);
      equal(result.status, "ok", why(result));
      equal(types(result.outputs), expected, "trace types by figure");
      for (const { alt } of result.outputs) assert(alt.length > 0, "every output has alt text");
    },
  }));
