import { mime, type Output } from "@vitrine/sdk";
import { assert, type Case } from "../harness/index.ts";
import { measureStall } from "../support/measure-stall.ts";
import { outputOf, show } from "./show.ts";

export const bulkCases: Case[] = [
  {
    id: "bulk-drawing",
    title: "S4: of a huge text, table, JSON, HTML or Markdown only a part is drawn, so that drawing ends soon (host stall told)",
    async run(context) {
      const rows = Array.from({ length: 20_000 }, () => Array.from({ length: 200 }, (_, index) => index));
      const columns = Array.from({ length: 200 }, (_, index) => ({ name: `${index}`, type: "int64" }));
      const huge: Record<string, Output> = {
        text: outputOf({ [mime.text]: "word\n".repeat(1_000_000) }),
        json: outputOf({ [mime.json]: rows }),
        html: outputOf({ [mime.html]: `<table>${"<tr><td>1<td>2<td><b>3</b>".repeat(200_000)}` }),
        markdown: outputOf({ [mime.markdown]: "- *word* $x$\n".repeat(200_000) }),
        table: outputOf({ [mime.table]: { columns, index: null, indexName: null, rows, shape: [20_000, 200] } }),
        cell: outputOf({ [mime.table]: { columns: [{ name: "a", type: "object" }], index: null, indexName: null, rows: [["word ".repeat(1_000_000)]], shape: [1, 1] } }),
      };
      const told: string[] = [];
      for (const [name, output] of Object.entries(huge)) {
        const stall = measureStall();
        const started = performance.now();
        const { slot, view } = await show(context, output);
        const ms = Math.round(performance.now() - started);
        told.push(`${name}: ${ms} ms, stall ${stall()} ms`);
        assert(slot.clientHeight > 20 && slot.clientHeight <= 4000, `${name} is ${slot.clientHeight} pixels high`);
        // Whole, each of these takes five seconds and more in one of the engines.
        assert(ms < 5000, told.at(-1)!);
        view.dispose();
      }
      return told.join("; ");
    },
  },
];
