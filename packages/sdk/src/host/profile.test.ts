import { expect, test } from "vitest";
import { profileOf, profileOutputs } from "./profile.ts";

const svgOf = (made: ReturnType<typeof profileOutputs>[number] | undefined) => made?.output.data["image/svg+xml"] as string;
const frame = (name: string) => ({ name, source: "main.py", line: 1 });

test("R47: what recurses counts once, and indices that lead nowhere count for nobody", () => {
  const profile = profileOf({ unit: "ms", frames: [frame("a"), frame("b")], stacks: [{ frames: [0, 1, 0, 1], weight: 3, samples: 2 }, { frames: [0], weight: 1, samples: 1 }, { frames: [7], weight: 2, samples: 1 }] });
  expect(profile.rows.map(({ name, self, total, samples }) => [name, self, total, samples])).toEqual([["b", 3, 3, 2], ["a", 1, 4, 1]]);
  expect([profile.total, profile.samples, profile.stacks]).toEqual([6, 4, [{ frames: [1, 0, 1, 0], weight: 3 }, { frames: [1], weight: 1 }, { frames: [], weight: 2 }]]);
});

test("R47: names stand in the chart as text", () => {
  const hostile = '</text><script>x</script>&"\0\ud800';
  const [, flame] = profileOutputs(profileOf({ unit: "fuel", frames: [frame(hostile)], stacks: [{ frames: [0], weight: 1, samples: 1 }] }));
  const svg = svgOf(flame);
  expect(svg).not.toMatch(/<script|&"|\0|[\ud800-\udfff]/);
  expect(svg).toContain("&lt;/text&gt;&lt;script&gt;");
  expect(profileOutputs(profileOf({ unit: "fuel", frames: [], stacks: [] }))).toEqual([]);
});

test("R47: ten thousand stacks make a chart of a bounded size", () => {
  const frames = Array.from({ length: 2000 }, (_, index) => frame(`f${index}`));
  const stacks = Array.from({ length: 2000 }, (_, index) => ({ frames: Array.from({ length: 100 }, (__, level) => (index * 7 + level) % 2000), weight: 1, samples: 1 }));
  const [, flame] = profileOutputs(profileOf({ unit: "ms", frames, stacks }));
  expect(svgOf(flame).length).toBeLessThan(20_000_000);
});
