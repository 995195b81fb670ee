import { root } from "../process.mjs";
import { find, read, section } from "./markdown.mjs";

const path = "docs/security.md";

/** The table of known browser gaps says what e2e/attacks/harness/gaps.ts says, row by row, and every gap is one of an attack that exists. */
export async function checkGaps() {
  const { gaps } = await import(new URL("e2e/attacks/harness/gaps.ts", root));
  const sources = find("e2e/attacks/**/*.ts").filter((file) => !file.endsWith("/gaps.ts")).map(read);
  const said = section(read(path), "## Known browser gaps").split("\n").filter((line) => line.startsWith("| `"));
  const real = gaps.map(({ attack, engine, reason, link }) => `| \`${attack}\` | ${engine} | ${reason} | ${link} |`);
  return [
    said.length === real.length ? undefined : `${path}: ${said.length} known browser gaps, where gaps.ts has ${real.length}`,
    ...real.map((row) => (said.includes(row) ? undefined : `${path}: this row is missing: ${row}`)),
    ...said.map((row) => (real.includes(row) ? undefined : `${path}: gaps.ts has no such gap: ${row}`)),
    ...gaps.map(({ attack }) => (sources.some((source) => source.includes(`"${attack}"`)) ? undefined : `gaps.ts: no attack is called ${attack}`)),
  ];
}
