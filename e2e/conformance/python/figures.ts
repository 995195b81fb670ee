import { assert, type Case, equal } from "../harness/index.ts";
import { figuresOf, runOnce, why } from "../support/sandbox.ts";

const types = (outputs: Parameters<typeof figuresOf>[0]) => figuresOf(outputs).map(({ data }) => data.map(({ type }) => type).join("+"));

/** R10: each figure once, in order. */
export const figureCases = (distribution: string): Case[] =>
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
