// Holds the docs to the code: links lead somewhere, promises have tests, tables say what the types say, snippets type-check.
// `node scripts/check-docs.mjs links rules` runs some of the checks. Needs built packages for the last two.
import "./ensure-node.mjs";
import { writeFileSync } from "node:fs";
import { checkGaps } from "./docs/gaps.mjs";
import { checkLines } from "./docs/lines.mjs";
import { checkLinks } from "./docs/links.mjs";
import { checkPolicies } from "./docs/policies.mjs";
import { checkReference } from "./docs/reference.mjs";
import { checkRules } from "./docs/rules.mjs";
import { checkSnippets } from "./docs/snippets.mjs";

const checks = { links: checkLinks, rules: checkRules, lines: checkLines, gaps: checkGaps, reference: checkReference, policies: checkPolicies, snippets: checkSnippets };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(checks, name));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(", ")}. Checks: ${Object.keys(checks).join(", ")}.`);
  process.exit(2);
}

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const [name, check] of Object.entries(checks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  // Each finding is undefined where it holds, or says what is wrong.
  const findings = await check();
  const problems = findings.filter((problem) => problem !== undefined);
  // A check that found nothing to look at has not checked.
  if (findings.length === 0) problems.push("there was nothing to check");
  sum[problems.length > 0 ? "failed" : "passed"] += 1;
  console.log(`${problems.length > 0 ? "FAILED" : "ok    "} ${name}: ${findings.length} checked`);
  for (const problem of problems) console.log(`  ${problem}`);
}
if (process.env.VITRINE_COUNTS) writeFileSync(process.env.VITRINE_COUNTS, JSON.stringify(sum));
process.exitCode = sum.failed === 0 ? 0 : 1;
