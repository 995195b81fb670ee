import { distributions } from "@vitrine/sdk";
import { openEditor } from "./editor.ts";
import { byId } from "./element.ts";
import { examples } from "./examples.ts";
import { languageName } from "./language-name.ts";
import { RunController } from "./run-controller.ts";
import type { Place } from "./sandboxes.ts";
import { loadStdin, readInputs } from "./run-inputs.ts";
import { runKeys } from "./run-keys.ts";
import { openTabs } from "./tabs.ts";
import "./styles/index.css";

const first = "plotly-bar";
const example = byId("example", HTMLSelectElement);
const distribution = byId("distribution", HTMLSelectElement);
const keep = byId("keep", HTMLInputElement);

for (const { name, title } of examples) example.add(new Option(title, name));
for (const each of distributions) {
  // Python's by the distribution's name alone: what else it may be is one language of several.
  if (each.runtime === "pyodide") distribution.add(new Option(`Python ${each.python.replace(/\.\d+$/, "")} (${each.name})`, each.name));
  else for (const language of each.languages) distribution.add(new Option(`${languageName(language)} (${each.name})`, `${each.name} ${language}`));
}
const place = (): Place => {
  const [name = "", language = "python"] = distribution.value.split(" ");
  return { distribution: name, language };
};

const controller = new RunController();
const run = () => void controller.run(place(), { code: editor.code(), ...readInputs() }, keep.checked);
const editor = openEditor(byId("editor", HTMLElement), { onRun: run, complete: (code, cursor) => controller.complete(code, cursor) });
const load = (name: string) => {
  const chosen = examples.find((each) => each.name === name);
  if (!chosen) return;
  example.value = name;
  // An example in another language than the one that is chosen.
  if (chosen.language !== place().language) distribution.value = Array.from(distribution.options, ({ value }) => value).find((value) => (chosen.language === "python" ? !value.includes(" ") : value.endsWith(` ${chosen.language}`)))!;
  editor.load(chosen.code, chosen.language);
  loadStdin(chosen.stdin);
};

openTabs(document.querySelector<HTMLElement>('[role="tablist"]')!);
runKeys(byId("run", HTMLElement), run, () => controller.stop());
byId("stop", HTMLElement).addEventListener("click", () => controller.stop());
example.addEventListener("change", () => {
  load(example.value);
  // An address that can be sent to somebody.
  history.replaceState(null, "", `#${example.value}`);
});
distribution.addEventListener("change", () => {
  editor.speak(place().language);
  controller.warm(place());
});

load(examples.some(({ name }) => `#${name}` === location.hash) ? location.hash.slice(1) : first);
controller.warm(place());
