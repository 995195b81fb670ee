/**
 * Builds the sealed side into text: dist/frame.html (the document that hosts may serve), and one module per script whose
 * default export is its text. The SDK takes them as text and never imports them as code.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";
import { sealedCsp } from "./src/frame/csp.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const scripts = { kernel: "src/kernel/index.ts", worker: "src/worker/python.ts", javascript: "src/worker/javascript.ts", wasi: "src/worker/wasi.ts", view: "src/view/index.ts", probe: "src/probe/index.ts" };

/** What runs inside of QuickJS, as text to the worker that starts it. */
const javascriptGuest: Plugin = {
  name: "vitrine-javascript-guest",
  resolveId: (id) => (id === "virtual:javascript-guest" ? id : undefined),
  load: async (id) => (id === "virtual:javascript-guest" ? textModule(await bundle("src/runtimes/javascript/guest/index.ts", "es2023")) : undefined),
};

/** The engine's own loader names its binary by its address, which would be built in; the worker is given it compiled. */
const engineAddress: Plugin = {
  name: "vitrine-engine-address",
  enforce: "pre",
  transform: (code, id) => (id.includes("quickjs-wasmfile") ? code.replaceAll("import.meta.url", '"https://runtime.vitrine.invalid/"') : undefined),
};

/** One entry as a classic script with everything in it. */
async function bundle(entry: string, target = "es2022"): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: "warn",
    plugins: [javascriptGuest, engineAddress],
    build: {
      write: false,
      target,
      minify: true,
      lib: { entry, formats: ["iife"], name: "vitrine" },
    },
  });
  const [output] = [result].flat();
  if (!output || !("output" in output) || output.output.length !== 1) throw new Error(`${entry} did not build into one script`);
  return output.output[0].code;
}

/** JSON that is safe inside a script element (see packages/sdk/src/server/escape.ts for the rule). */
function scriptJson(value: string): string {
  return JSON.stringify(value).replace(/[<\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

async function frameDocument(): Promise<string> {
  const [shell, sealed] = await Promise.all(["shell", "sealed"].map((name) => readFile(`${root}src/frame/${name}.html`, "utf8")));
  const csp = (html: string) => html.replace("%CSP%", () => sealedCsp);
  return csp(shell!).replace("%SEALED%", () => scriptJson(csp(sealed!)));
}

const textModule = (text: string) => `export default ${JSON.stringify(text)};\n`;

await mkdir(`${root}dist`, { recursive: true });
const frame = await frameDocument();
await writeFile(`${root}dist/frame.html`, frame);
await writeFile(`${root}dist/frame.js`, textModule(frame));
for (const [name, entry] of Object.entries(scripts)) {
  const code = await bundle(entry);
  await writeFile(`${root}dist/${name}.js`, textModule(code));
  console.log(`${name}: ${(code.length / 1024).toFixed(1)} KiB`);
}
