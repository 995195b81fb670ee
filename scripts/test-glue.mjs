// Runs the Python glue's tests (pytest) in the system's own Python, with the real Matplotlib, pandas, Altair and their like: what no wheel
// for the browser is at hand for. On Debian, what is missing is installed by apt. Elsewhere the tests of missing libraries are skipped,
// and without pytest the step is left out, with the reason.
import "./ensure-node.mjs";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { aptInstall } from "./apt-install.mjs";
import { root, run } from "./process.mjs";

// The system's Python, whatever stands first on PATH: apt installs for no other.
const python = ["/usr/bin/python3", "python3"].find((command) => imports(command, "sys"));
const modules = { pytest: "pytest", matplotlib: "matplotlib", pandas: "pandas", seaborn: "seaborn", altair: "altair", folium: "folium", PIL: "pil", plotly: "plotly", sympy: "sympy" };

const missing = () => Object.keys(modules).filter((name) => !imports(python, name));
if (python && missing().length > 0) {
  const wanted = missing();
  await aptInstall(
    wanted.map((name) => `python3-${modules[name]}`),
    wanted.join(", "),
    console.log,
  );
}

const reason = !python ? "there is no Python 3" : !imports(python, "pytest") ? "pytest is not there (Debian: apt install python3-pytest)" : version() < 11 ? "Python is older than 3.11" : undefined;
if (reason) {
  console.log(`left out: ${reason}`);
  count({ passed: 0, failed: 0, skipped: 1, leftOut: reason });
} else {
  await test();
}

async function test() {
  const folder = fileURLToPath(new URL(".vitrine/glue/", root));
  mkdirSync(folder, { recursive: true });
  const report = `${folder}report.xml`;
  rmSync(report, { force: true });
  const args = ["-m", "pytest", "-q", "-rs", "--tb=short", "-p", "no:cacheprovider", `--junit-xml=${report}`, "packages/sandbox/src/runtimes/python/tests"];
  process.exitCode = await run(python, args, { env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
  const [, attributes = ""] = /<testsuite ([^>]*)>/.exec(readFileSync(report, "utf8")) ?? [];
  const number = (name) => Number(new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1] ?? 0);
  const failed = number("failures") + number("errors");
  count({ passed: number("tests") - failed - number("skipped"), failed, skipped: number("skipped") });
}

function count(counts) {
  if (process.env.VITRINE_COUNTS) writeFileSync(process.env.VITRINE_COUNTS, JSON.stringify(counts));
}

function imports(command, name) {
  try {
    execFileSync(command, ["-c", `import importlib.util, sys; sys.exit(importlib.util.find_spec(${JSON.stringify(name)}) is None)`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function version() {
  return Number(execFileSync(python, ["-c", "import sys; print(sys.version_info.minor)"], { encoding: "utf8" }));
}
