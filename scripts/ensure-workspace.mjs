import "./ensure-node.mjs";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root, run, since } from "./process.mjs";

const base = fileURLToPath(root);
const at = (...parts) => join(base, ...parts);

/**
 * Brings the checkout into the state that everything else expects: dependencies installed, packages and apps built, runtime files
 * gathered in `.vitrine/assets`. Does only what is missing or out of date. Throws where a step fails; without assets it only warns,
 * since most things work without them. `log` gets the progress lines; `packagesOnly` leaves apps and assets out.
 */
export async function ensureWorkspace({ log = console.log, packagesOnly = false } = {}) {
  await step("install", "Installing the dependencies", installInputs(), isInstalled, install, log);
  await step("packages", "Building the packages", buildInputs("packages"), () => isBuilt("packages"), build("packages"), log);
  if (packagesOnly) return;
  await step("apps", "Building the apps", appInputs(), () => isBuilt("apps"), build("apps"), log);
  try {
    await step("assets", "Gathering the runtime files into .vitrine/assets", assetInputs(), () => existsSync(at(".vitrine/assets")), gather, log);
  } catch (error) {
    log(`  ${error.message} Going on without: what needs Pyodide will not work offline.`);
  }
}

/** Runs `action` unless it ran before with the same inputs and its results are still there. */
async function step(name, title, inputs, isThere, action, log) {
  const stamp = at(".vitrine", "stamps", name);
  const hash = hashFiles(inputs);
  if (isThere() && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  log(`${title} …`);
  const started = performance.now();
  await action(log);
  mkdirSync(at(".vitrine", "stamps"), { recursive: true });
  writeFileSync(stamp, hash);
  log(`  done in ${since(started)}`);
}

/** The workspace packages that stand in these folders. */
const foldersIn = (...parents) =>
  parents
    .filter((parent) => existsSync(at(parent)))
    .flatMap((parent) => readdirSync(at(parent)).map((name) => `${parent}/${name}`))
    .filter((folder) => existsSync(at(folder, "package.json")));

const installInputs = () =>
  ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", "e2e/package.json"].concat(
    foldersIn("packages", "apps").map((folder) => `${folder}/package.json`),
  );

// pnpm writes this file; a node_modules without it was made by something else.
const isInstalled = () => existsSync(at("node_modules/.modules.yaml"));

async function install(log) {
  if (!isInstalled() && existsSync(at("node_modules"))) {
    log("  node_modules was not made by pnpm: making it anew");
    rmSync(at("node_modules"), { recursive: true });
  }
  await pnpm(["install", "--frozen-lockfile", "--reporter=append-only"], log);
}

const buildInputs = (...parents) =>
  ["package.json", "tsconfig.base.json", "tsconfig.json", "pnpm-lock.yaml", "scripts/besides.ts"].concat(foldersIn(...parents).flatMap((folder) => sourceFiles(folder)));

// The playground lists the examples.
const appInputs = () => [...buildInputs("packages", "apps"), ...sourceFiles("e2e/examples")];

const isBuilt = (parent) =>
  foldersIn(parent).every((folder) => {
    const { scripts } = JSON.parse(readFileSync(at(folder, "package.json"), "utf8"));
    return !scripts?.build || existsSync(at(folder, "dist"));
  });

const build = (parent) => (log) => pnpm(["-r", `--filter=./${parent}/*`, "run", "build"], log);

// vitrine.js and frame.html are copied as they were built.
const assetInputs = () => [...sourceFiles("packages/sdk/src/distributions"), ...sourceFiles("packages/cli/src/assets"), "packages/sdk/dist/vitrine.js", "packages/sandbox/dist/frame.html"];

async function gather(log) {
  const code = await run(process.execPath, [at("packages/cli/bin/vitrine.mjs"), "assets", ".vitrine/assets"], { onLine: (line) => log(`  ${line}`) });
  if (code !== 0) throw new Error("`vitrine assets .vitrine/assets` failed.");
}

/**
 * Images for the tests, so that their interpreters go on from them. Without, the tests take much longer and say of a few that they are left out.
 */
export async function ensureImages({ log = console.log } = {}) {
  const made = () => (JSON.parse(readFileSync(at(".vitrine/assets/assets.json"), "utf8")).images ?? []).length > 0;
  const make = async () => {
    const code = await run(process.execPath, [at("packages/cli/bin/vitrine.mjs"), "assets", ".vitrine/assets", "--image", "plotly,numpy,pandas"], { onLine: (line) => log(`  ${line}`) });
    if (code !== 0) throw new Error("`vitrine assets --image` failed.");
  };
  try {
    await step("images", "Freezing interpreters into .vitrine/assets/images", buildInputs("packages"), made, make, log);
  } catch (error) {
    log(`  ${error.message} Going on without.`);
  }
}

/** The pnpm that package.json pins, by npx, so that nothing needs to be installed beforehand. */
async function pnpm(args, log) {
  const { packageManager } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const lines = [];
  const code = await run("npx", ["-y", packageManager, ...args], { onLine: (line) => lines.push(line) });
  if (code === 0) return;
  for (const line of lines) log(`  ${line}`);
  throw new Error(`\`pnpm ${args[0] === "install" ? "install" : "run build"}\` failed; its output is above.`);
}

/** Every file below a folder that can change what is built from it. */
function sourceFiles(folder) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ["node_modules", "dist", "bin"].includes(entry.name) ? [] : sourceFiles(path);
    return /\.test\.ts$|\.tsbuildinfo$|\.tmp\./.test(entry.name) ? [] : [path];
  });
}

function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const path of paths.toSorted()) {
    if (existsSync(at(path))) hash.update(path).update("\0").update(readFileSync(at(path))).update("\0");
  }
  return hash.digest("hex");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await ensureWorkspace({ packagesOnly: process.argv.includes("--packages-only") });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
