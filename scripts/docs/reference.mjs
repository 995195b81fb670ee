import { root } from "../process.mjs";
import { codeRows, find, read, section } from "./markdown.mjs";

const spec = "docs/spec.md";
const documents = [spec, "docs/embedding.md", "docs/csp.md"];
const architecture = "docs/architecture.md";

/** The tables say what the code says: error codes, limits with their defaults, fields of types; and every glue file has its line. */
export async function checkReference() {
  const { errorCodes, defaultLimits } = await import(new URL("packages/protocol/dist/index.js", root));
  const { viewForms } = await import(new URL("packages/sdk/src/host/view-forms.ts", root));
  const codes = codeRows(section(read(spec), "## Error codes")).map(({ name }) => name);
  const limits = codeRows(section(read(spec), "## Limits"));
  const glue = find("packages/sandbox/src/runtimes/python/glue/*.py").map((path) => path.split("/").at(-1));
  return [
    ...compare(`${spec}, error codes`, Object.keys(errorCodes), codes),
    ...compare(`${spec}, limits`, Object.keys(defaultLimits), limits.map(({ name }) => name)),
    ...limits.map(({ name, cells: [said] }) => defaultProblem(name, said, defaultLimits[name])),
    ...tierProblems(viewForms),
    ...documents.flatMap(checkTypes),
    ...glue.map((name) => (read(architecture).includes(`glue/${name})`) ? undefined : `${architecture}: no line for glue/${name}`)),
  ];
}

/** "60 000" or "1 048 576 (1 MiB)" */
function defaultProblem(name, said, value) {
  return Number.parseInt(said.replaceAll(" ", ""), 10) === value ? undefined : `${spec}: the default of ${name} is ${value}, not ${said}`;
}

/** The table of forms has the same rows in the same order, as views prefer them. */
function tierProblems(forms) {
  const said = Array.from(section(read(spec), "### Forms and tiers").matchAll(/^\| `([^`]+)` \| (data|static) \|/gm), ([, type, tier]) => `${type} ${tier}`);
  return forms.map(({ type, tier }, index) => (said[index] === `${type} ${tier}` ? undefined : `${spec}, Forms and tiers: form ${index + 1} is ${type} of the tier ${tier}, not ${said[index]}`));
}

/** A heading that is a type's name, such as "### `RunResult`", is followed by a table of its fields, or of its variants. */
function checkTypes(path) {
  const text = read(path);
  return Array.from(text.matchAll(/^### `(\w+)`$/gm), ([heading, name]) => {
    const members = membersOf(name);
    if (!members) return [`${path}: no type ${name} is exported in packages/protocol or packages/sdk`];
    return compare(`${path}, ${name}`, members, codeRows(section(text, heading)).map((row) => row.name));
  }).flat();
}

const sources = find("packages/protocol/src/**/*.ts", "packages/sdk/src/**/*.ts").filter((path) => !path.endsWith(".test.ts"));

/** Fields of an interface; of a union, the `type` of its variants or the strings that it is made of. */
function membersOf(name) {
  for (const path of sources) {
    const source = read(path);
    const [, fields] = new RegExp(`^export interface ${name}(?: extends [^{]+)? \\{\n([\\s\\S]*?)^\\}`, "m").exec(source) ?? [];
    if (fields !== undefined) return Array.from(fields.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm), ([, field]) => field);
    const [, union] = new RegExp(`^export type ${name} =\\s*([\\s\\S]*?);\n\n`, "m").exec(`${source}\n\n`) ?? [];
    if (union === undefined) continue;
    const variants = Array.from(union.matchAll(/\btype: "([^"]+)"/g), ([, variant]) => variant);
    return variants.length > 0 ? variants : Array.from(union.matchAll(/"([^"]+)"/g), ([, word]) => word);
  }
  return undefined;
}

function compare(where, real, said) {
  return [
    ...real.map((name) => (said.includes(name) ? undefined : `${where}: ${name} is missing`)),
    ...said.filter((name) => !real.includes(name)).map((name) => `${where}: ${name} does not exist`),
  ];
}
