import { assert, isDeepEqual } from "./assert.ts";
import { Buffer } from "./buffer.ts";
import { guestConsole } from "./console.ts";
import { nodeCrypto } from "./crypto.ts";
import { Plotly, vegaEmbed } from "./display.ts";
import { EventEmitter } from "./events.ts";
import { fs, moduleText, promises } from "./files.ts";
import { nodeUtil } from "./inspect.ts";
import { path, resolve, workingDirectory } from "./path.ts";
import { process } from "./process.ts";
import { readline, readlinePromises } from "./readline.ts";
import { timersPromises } from "./timers.ts";
import { URL, URLSearchParams } from "./url.ts";
import { define } from "./host.ts";

type Callback = (error: unknown, value?: unknown) => void;

const util = () => ({
  ...nodeUtil(),
  isDeepStrictEqual: isDeepEqual,
  promisify: (work: (...args: unknown[]) => void) => (...args: unknown[]) => new Promise((done, fail) => work(...args, ((error, value) => (error ? fail(error) : done(value))) satisfies Callback)),
  inherits: (child: Function, parent: Function) => void Object.setPrototypeOf(child.prototype as object, parent.prototype as object),
  types: { isPromise: (value: unknown) => value instanceof Promise, isDate: (value: unknown) => value instanceof Date, isRegExp: (value: unknown) => value instanceof RegExp },
  TextEncoder: globalThis["TextEncoder" as never] as unknown,
  TextDecoder: globalThis["TextDecoder" as never] as unknown,
});

/** What programs may require and import by name; made when it is first asked for. */
const builtins: Record<string, () => object> = {
  fs: () => fs,
  "fs/promises": () => promises,
  path: () => path,
  "path/posix": () => path,
  process: () => process,
  util,
  events: () => EventEmitter,
  readline: () => readline,
  "readline/promises": () => readlinePromises,
  assert: () => assert,
  "assert/strict": () => assert,
  url: () => ({ URL, URLSearchParams, fileURLToPath: (url: unknown) => new URL(String(url)).toString().replace(/^file:\/\//, ""), pathToFileURL: (file: string) => new URL(`file://${resolve(file)}`) }),
  buffer: () => ({ Buffer }),
  console: () => guestConsole,
  os: () => ({ EOL: "\n", platform: () => "linux", type: () => "Linux", arch: () => "wasm32", homedir: () => workingDirectory, tmpdir: () => "/tmp", cpus: () => [{ model: "QuickJS", speed: 0 }], totalmem: () => 0, freemem: () => 0, hostname: () => "sandbox" }),
  crypto: () => nodeCrypto,
  timers: () => Object.fromEntries(["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate"].map((name) => [name, globalThis[name as never]])),
  "timers/promises": () => timersPromises,
  perf_hooks: () => ({ performance: globalThis["performance" as never] as unknown }),
  "plotly.js": () => Plotly,
  "vega-embed": () => Object.assign(vegaEmbed, { default: vegaEmbed }),
};
const made = new Map<string, object>();

/** The name of a built-in module as the table has it; undefined: there is none. */
function builtinName(specifier: string): string | undefined {
  const plain = specifier.replace(/^node:/, "").replace(/^plotly\.js-[a-z]+(-min)?$|^plotly\.js-dist(-min)?$/, "plotly.js");
  return Object.hasOwn(builtins, plain) ? plain : undefined;
}

function builtin(name: string): object {
  const known = made.get(name);
  if (known) return known;
  const module = builtins[name]!();
  made.set(name, module);
  return module;
}

interface Module {
  exports: unknown;
  loaded: boolean;
}
const cache = new Map<string, Module>();

const extensions = ["", ".js", ".mjs", ".cjs", ".ts", ".json", "/index.js"];

/** Where a specifier leads from a file: a built-in as `node:name`, or a file's full path. Throws where there is nothing. */
export function resolveModule(specifier: string, from: string): string {
  const name = builtinName(specifier);
  if (name !== undefined) return `node:${name}`;
  if (/^(\.{0,2}\/|file:\/\/)/.test(specifier)) {
    const base = specifier.startsWith("file://") ? specifier.slice(7) : specifier;
    const wanted = base.startsWith("/") ? base : resolve(path.dirname(from), base);
    const found = extensions.map((extension) => wanted + extension).find((each) => moduleText(each) !== undefined);
    if (found !== undefined) return found;
    throw Object.assign(new Error(`Cannot find module '${specifier}' imported from ${from}`), { code: "ERR_MODULE_NOT_FOUND" });
  }
  const what = /^https?:/.test(specifier) ? `module '${specifier}': code is not loaded from the network` : `package '${specifier}' imported from ${from.replace(`${workingDirectory}/`, "")}`;
  throw Object.assign(new Error(`Cannot find ${what}`), { code: "ERR_MODULE_NOT_FOUND" });
}

/** What the worker compiles a CommonJS file with. */
export type Compile = (full: string, text: string) => (exports: unknown, require: unknown, module: Module, file: string, folder: string) => void;
let compile: Compile;
export const setCompiler = (given: Compile): void => void (compile = given);

function requireFrom(from: string) {
  const require = (specifier: unknown): unknown => {
    const full = resolveModule(String(specifier), from);
    if (full.startsWith("node:")) return builtin(full.slice(5));
    const known = cache.get(full);
    if (known) return known.exports;
    const module: Module = { exports: {}, loaded: false };
    cache.set(full, module);
    try {
      const text = moduleText(full)!;
      if (full.endsWith(".json")) module.exports = JSON.parse(text);
      else compile(full, text)(module.exports, requireFrom(full), module, full, path.dirname(full));
      module.loaded = true;
    } catch (error) {
      cache.delete(full);
      throw error;
    }
    return module.exports;
  };
  return Object.assign(require, { resolve: (specifier: string) => resolveModule(specifier, from), cache: {}, main: mainModule });
}

/** The text of an ECMAScript module that stands for a built-in one, or for a file that is JSON or CommonJS; undefined: the file is one itself. */
export function moduleSource(full: string): string | undefined {
  const isBuiltin = full.startsWith("node:");
  const text = isBuiltin ? "" : moduleText(full)!;
  if (!isBuiltin && !full.endsWith(".json") && !full.endsWith(".cjs") && !(/\bmodule\.exports\b|\bexports\.\w/.test(text) && !/^\s*(import|export)\b/m.test(text))) return undefined;
  const value = (isBuiltin ? builtin(full.slice(5)) : requireFrom(full)(full)) as object;
  bridged.set(full, value);
  const names = Object.keys(value).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
  return `const value = globalThis[Symbol.for("vitrine.module")](${JSON.stringify(full)}); export default value;\n${names.map((name, index) => `const _${index} = value.${name}; export { _${index} as ${name} };`).join("\n")}`;
}
const bridged = new Map<string, object>();

/** The program's own module: what it exports is what it is used by later. */
export const mainModule: Module = { exports: {}, loaded: false };

/** Once in a realm: a session's runs are one program. */
export function startModules(file: string): void {
  const full = `${workingDirectory}/${file}`;
  for (const [name, value] of Object.entries({ module: mainModule, exports: mainModule.exports, require: requireFrom(full), __filename: full, __dirname: workingDirectory })) define(name, value);
  Object.defineProperty(globalThis, Symbol.for("vitrine.module"), { value: (name: string) => bridged.get(name), configurable: true });
}
