// `npm run audit`: known holes in what is installed. Each must be explained in docs/security.md, by its number; one that is not fails.
// No step of `npm test`: a registry would decide whether an unchanged commit passes, and mirrors often answer nothing at all.
import "./ensure-node.mjs";
import { readFileSync } from "node:fs";
import { root, run } from "./process.mjs";

const { packageManager } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const lines = [];
const code = await run("npx", ["-y", packageManager, "audit", "--json"], { onLine: (line) => lines.push(line) });
const text = lines.join("\n");
const json = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
let advisories;
try {
  ({ advisories } = JSON.parse(json));
} catch {
  // Told below.
}
if (advisories) {
  const explained = readFileSync(new URL("docs/security.md", root), "utf8");
  const found = Object.values(advisories).map(({ github_advisory_id: id, module_name: name, severity, title }) => ({ id, words: `${id} ${severity} in ${name}: ${title}` }));
  const open = found.filter(({ id }) => !explained.includes(`\`${id}\``));
  for (const { words } of open) console.log(`not explained in docs/security.md: ${words}`);
  console.log(`${found.length} known holes, ${found.length - open.length} explained`);
  process.exitCode = open.length === 0 ? 0 : 1;
} else {
  console.log(`Left out: the registry does not answer (pnpm audit ended with code ${code}).`);
  for (const line of lines) console.log(`  ${line}`);
}
