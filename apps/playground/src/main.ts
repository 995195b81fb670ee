import { distributions } from "@vitrine/sdk";
import { openEditor } from "./editor.ts";
import { byId } from "./element.ts";
import { examples } from "./examples.ts";
import { RunController } from "./run-controller.ts";
import { loadStdin, readInputs } from "./run-inputs.ts";
import { openTabs } from "./tabs.ts";
import "./styles/index.css";

const first = "plotly-bar";
const example = byId("example", HTMLSelectElement);
const distribution = byId("distribution", HTMLSelectElement);
const keep = byId("keep", HTMLInputElement);
const isMac = navigator.userAgent.includes("Mac OS");

for (const { name, title } of examples) example.add(new Option(title, name));
for (const each of distributions) if (each.runtime === "pyodide") distribution.add(new Option(`${each.python.replace(/\.\d+$/, "")} (${each.name})`, each.name));
byId("run", HTMLElement).querySelector("kbd")!.textContent = isMac ? "⌘↵" : "Ctrl ↵";

const controller = new RunController();
const run = () => void controller.run(distribution.value, { code: editor.code(), ...readInputs() }, keep.checked);
const editor = openEditor(byId("editor", HTMLElement), run, (code, cursor) => controller.complete(code, cursor));
const load = (name: string) => {
  const chosen = examples.find((each) => each.name === name);
  if (!chosen) return;
  example.value = name;
  editor.load(chosen.code);
  loadStdin(chosen.stdin);
};

openTabs(document.querySelector<HTMLElement>('[role="tablist"]')!);
byId("run", HTMLElement).addEventListener("click", run);
byId("stop", HTMLElement).addEventListener("click", () => controller.stop());
example.addEventListener("change", () => {
  load(example.value);
  // An address that can be sent to somebody.
  history.replaceState(null, "", `#${example.value}`);
});
distribution.addEventListener("change", () => controller.warm(distribution.value));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") controller.stop();
  // The editor has taken the key where it had the focus.
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) run();
});

load(examples.some(({ name }) => `#${name}` === location.hash) ? location.hash.slice(1) : first);
controller.warm(distribution.value);
