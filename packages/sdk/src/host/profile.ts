import { mime, type Output, type Profile, type ProfileRow, type TableData, type WireOutput, type WireProfile } from "@vitrine/protocol";
import { describeOutput } from "./describe-output.ts";
import { flameChart } from "./flame-chart.ts";

/** Sums up samples: what each place spent itself, and with what it called. What recurses counts once. */
export function profileOf({ unit, frames, stacks }: WireProfile): Profile {
  const rows: ProfileRow[] = frames.map((frame) => ({ ...frame, self: 0, total: 0, samples: 0 }));
  // The indices are the guest's word.
  const known = stacks.map((stack) => ({ ...stack, frames: stack.frames.filter((index) => index < rows.length) }));
  for (const { frames: indices, weight, samples } of known) {
    for (const index of new Set(indices)) rows[index]!.total += weight;
    const innermost = rows[indices.at(-1) ?? -1];
    if (!innermost) continue;
    innermost.self += weight;
    innermost.samples += samples;
  }
  const order = rows.map((_, index) => index).toSorted((a, b) => rows[b]!.self - rows[a]!.self || rows[b]!.total - rows[a]!.total);
  const place = new Map(order.map((index, at) => [index, at]));
  return {
    unit,
    total: known.reduce((sum, { weight }) => sum + weight, 0),
    samples: known.reduce((sum, { samples }) => sum + samples, 0),
    rows: order.map((index) => rows[index]!),
    stacks: known.map(({ frames: indices, weight }) => ({ frames: indices.map((index) => place.get(index)!), weight })),
  };
}

/** A table and a flame chart; nothing where nothing was seen. */
export function profileOutputs(profile: Profile): { output: Output; wire: WireOutput }[] {
  if (profile.samples === 0) return [];
  return [made("profile-table", { [mime.table]: table(profile) }), made("profile-flame", { [mime.svg]: flameChart(profile) })];
}

function made(id: string, data: Output["data"]): { output: Output; wire: WireOutput } {
  const metadata = { vitrine: "profile", ...(id === "profile-flame" && { alt: "Flame chart: what the program did, from its whole time at the top to the innermost functions." }) };
  const texts = Object.fromEntries(Object.entries(data).map(([type, value]) => [type, typeof value === "string" ? value : JSON.stringify(value)]));
  return { output: { id, data, metadata, alt: describeOutput(data, metadata) }, wire: { id, data: texts, metadata: JSON.stringify(metadata) } };
}

/** Rows that a table shows. */
const shown = 100;

function table({ unit, total, rows }: Profile): TableData & Record<string, never> {
  const round = (value: number) => (unit === "ms" ? Math.round(value * 10) / 10 : value);
  const cells = rows.slice(0, shown).map(({ name, source, line, self, total: whole, samples }) => [name, source ?? "", line, round(self), Math.round((1000 * self) / total) / 10, round(whole), samples]);
  const columns = ["function", "source", "line", `self (${unit})`, "self (%)", `total (${unit})`, "samples"].map((name, index) => ({ name, type: index < 2 ? "object" : "float64" }));
  return { columns, index: null, indexName: null, rows: cells, shape: [rows.length, columns.length] } as TableData & Record<string, never>;
}
