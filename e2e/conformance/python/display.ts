import { assert, type Case, equal } from "../harness/index.ts";
import { runOnce, sharedSandbox, why } from "../support/sandbox.ts";

/** IPython's display protocol: what a program shows, and changes after it was shown. */
export const displayCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-display-update`,
    title: "R11: an output that is displayed again under its id takes the earlier one's place",
    async run() {
      const sandbox = await sharedSandbox(distribution);
      const code = `
from IPython.display import display, update_display, HTML, Markdown
first = display("one", display_id=True)
display(Markdown("*between*"))
first.update("two")
update_display("three", display_id=first.display_id)`;
      const run = sandbox.run({ code });
      const result = await run.result;
      equal(result.outputs.map(({ data }) => data["text/plain"]), ["'three'", "*between*"], why(result));
      const events: string[] = [];
      for await (const event of run.events) if (event.type === "output" || event.type === "output-update") events.push(`${event.type} ${event.output.id}`);
      equal(events, ["output output-1", "output output-2", "output-update output-1"], "a late reader gets the latest state only");
    },
  },
  {
    id: `${distribution}-display-clear`,
    title: "R11: clear_output takes back what was displayed, with wait=True when the next output comes",
    async run() {
      const code = `
from IPython.display import clear_output, display
for step in range(3):
    clear_output(wait=True)
    display(step)
clear_output(wait=True)`;
      const waited = await runOnce(distribution, code);
      equal(waited.outputs.map(({ data }) => data["text/plain"]), ["2"], why(waited));
      const cleared = await runOnce(distribution, `${code}\nclear_output()`);
      equal([cleared.status, cleared.outputs], ["ok", []], why(cleared));
    },
  },
  {
    id: `${distribution}-display-animation`,
    title: "R11: 1000 updates in a tight loop end in the last one, and are no flood",
    async run() {
      const limits = { outputCount: 2, messagesPerSecond: 100 };
      const code = `
import plotly.graph_objects as go
from IPython.display import display
handle = display(go.Figure(go.Bar(y=[0])), display_id="bar")
for step in range(1, 1000):
    handle.update({"data": [{"type": "bar", "y": [step]}]})
print("done")`;
      const result = await runOnce(distribution, { code, limits });
      const [figure, ...others] = result.outputs.map(({ data }) => data["application/vnd.plotly.v1+json"] as { data: { y: number[] }[] });
      equal([result.status, result.truncated, figure?.data[0]!.y, others.length], ["ok", [], [999], 0], why(result));
      assert(result.usage.outputBytes < 100_000, `only what is there counts: ${result.usage.outputBytes}`);
    },
  },
];
