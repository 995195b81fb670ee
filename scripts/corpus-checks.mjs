// Runs in Node and in pages alike.
const plotly = "application/vnd.plotly.v1+json";
const table = "application/vnd.vitrine.table+json";

/** How each expectation is checked: nothing, or what is otherwise, in words. */
const checks = {
  status: (wanted, { status, error }) => differs("status", wanted.split("|").includes(status), wanted, `${status}${error ? ` (${error.name}: ${error.message})` : ""}`),
  figures: (wanted, result) => same("figures", wanted, count(result, (type) => type === plotly)),
  images: (wanted, result) => same("images", wanted, count(result, (type) => type.startsWith("image/"))),
  tables: (wanted, result) => same("tables", wanted, count(result, (type) => type === table)),
  // A figure may split one kind of trace by colour, so repetitions do not count.
  traces: (wanted, result) => same("traces", withoutRepeats(wanted).join(), withoutRepeats(traces(result).map(({ type = "scatter" }) => type)).join()),
  stdoutHas: (wanted, { stdout }) => differs("stdout", stdout.includes(wanted), wanted, stdout.slice(0, 200)),
  errorHas: (wanted, { error }) => differs("error text", textOf(error).toLowerCase().includes(wanted.toLowerCase()), wanted, textOf(error).slice(0, 300)),
  error: (wanted, { error }) => same("error", wanted, error?.name),
  line: (wanted, { error }) => same("line", wanted, error?.line),
  blocks: (wanted, _, one) => same("blocks", wanted, one.blocks),
  writes: (wanted, { files }) => differs("files", wanted.every((path) => files.some((file) => file.path === path)), wanted, files.map(({ path }) => path)),
  points: (wanted, result) => same("points", wanted, Math.max(0, ...traces(result).map(pointsOf))),
  stdoutMax: (wanted, { stdout }) => differs("bytes of stdout", bytesOf(stdout) <= wanted, `at most ${wanted}`, bytesOf(stdout)),
};
// Inputs of the run, not expectations of it.
const inputs = new Set(["files", "stdin"]);

/** Everything in which the result is not what the case expects, in words. */
export function compareResult(one, result) {
  return Object.entries(one.expect).flatMap(([key, wanted]) => {
    if (inputs.has(key)) return [];
    return Object.hasOwn(checks, key) ? checks[key](wanted, result, one) : [`there is no check for "${key}"`];
  });
}

const differs = (what, holds, wanted, got) => (holds ? [] : [`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got) ?? "nothing"}`]);
const same = (what, wanted, got) => differs(what, wanted === got, wanted, got);
const count = ({ outputs }, matches) => outputs.filter(({ data }) => Object.keys(data).some(matches)).length;
const traces = ({ outputs }) => outputs.flatMap(({ data }) => data[plotly]?.data ?? []);
const withoutRepeats = (list) => list.filter((item, index) => item !== list[index - 1]);
const bytesOf = (text) => new TextEncoder().encode(text).length;
const textOf = (error) => (error ? [error.name, error.message, error.traceback].join("\n") : "");

/** The length of a trace's longest array; a matrix counts its cells, `bdata` its numbers. */
function pointsOf(trace) {
  return Math.max(0, ...Object.values(trace).map(lengthOf));
}

function lengthOf(value) {
  if (Array.isArray(value)) return Array.isArray(value[0]) ? value.reduce((sum, row) => sum + lengthOf(row), 0) : value.length;
  if (typeof value?.bdata !== "string") return 0;
  return atob(value.bdata).length / (Number(/\d+$/.exec(value.dtype)?.[0] ?? 8) || 1);
}
