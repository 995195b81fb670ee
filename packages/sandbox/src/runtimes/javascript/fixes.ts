import type { ErrorCode } from "@vitrine/protocol";
import type { ThrownFacts } from "./run-error.ts";

/** What to do about an error, by what its message says; the first that fits. */
const rules: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/^'?(document|window|navigator|localStorage|sessionStorage|alert|HTMLElement|Image|Canvas|XMLHttpRequest)'? is not defined/, ([, name]) => `Do without ${name}: the program runs outside of a page. Show HTML by display(HTML(text)) and figures by Plotly.newPlot("chart", data, layout).`],
  [/^'?(Worker|SharedWorker|WebSocket|EventSource|BroadcastChannel|WebAssembly|Atomics|Deno|Bun)'? is not defined/, ([, name]) => `Do without ${name}, which this runtime does not have.`],
  [/^'?([\w$]+)'? is not defined/, ([, name]) => `Define ${name} before it is used, or correct its name.`],
  [/^'?([\w$]+)'? is not initialized/, ([, name]) => `Use ${name} after its declaration.`],
  [/^cannot read property '(.*?)' of (undefined|null)/, ([, name, what]) => `Make sure that the value is not ${what} before reading its property ${name}, or use ?. in its place.`],
  [/^cannot set property '(.*?)' of (undefined|null)/, ([, name, what]) => `Make sure that the value is not ${what} before setting its property ${name}.`],
  [/^not a function$|is not a function$/, () => "Call only functions: check that the name is right and that the value has such a method."],
  [/not iterable|^value is not iterable/, () => "Iterate only over arrays, strings, maps, sets and other iterables; use Object.entries(value) for a plain object."],
  [/is read-only/, () => "Declare the variable with let to assign to it again."],
  [/stack overflow|call stack size/, () => "Make the recursion end, or make it a loop: calls nest at most some five hundred deep here."],
  [/circular reference/, () => "Take the circular reference out before JSON.stringify."],
  [/JSON/, () => "Check that the text is JSON; print its beginning to see."],
  [/^ENOENT/, () => "Use the path of a file that is there: require('fs').readdirSync('.') lists them."],
  [/top-level await never ended/, () => "Await only what ends: a timer, a request, standard input."],
];

/** One imperative sentence that a person or a model can act on. */
export function fixFor(code: ErrorCode, { name, message }: ThrownFacts): string {
  if (code === "PACKAGE_NOT_FOUND") return "Write the code without npm packages: what is there are files of the run (import \"./file.js\") and the usual modules of Node (fs, path, util, events, readline, assert).";
  if (code === "NETWORK_DENIED") return "Do without the network, or ask for the data as a file.";
  if (code === "NETWORK_FAILED") return "Check the address, or go on without the answer.";
  if (code === "SYNTAX_ERROR") return `Correct the syntax: ${message.replace(/\.$/, "")}.`;
  for (const [pattern, fix] of rules) {
    const match = pattern.exec(message);
    if (match) return fix(match);
  }
  return name === "AssertionError" ? "Correct the code or the assertion: they disagree." : "Handle the error, or correct what leads to it.";
}
