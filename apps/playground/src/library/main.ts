import { byId, element } from "../element.ts";
import { languageName } from "../language-name.ts";
import { runKeys } from "../run-keys.ts";
import { FunctionInput } from "./function-input.ts";
import { FunctionRunner } from "./function-runner.ts";
import { Library } from "./library.ts";
import { ResultView } from "./result-view.ts";
import { beginnings, starters } from "./starters.ts";
import "../styles/library.css";

const status = byId("status", HTMLElement);
const runButton = byId("run", HTMLButtonElement);
const stopButton = byId("stop", HTMLButtonElement);
const importer = byId("import-file", HTMLInputElement);

for (const language of Object.keys(beginnings)) byId("language", HTMLSelectElement).add(new Option(languageName(language), language));
for (const starter of starters) {
  const button = element("button", "", element("strong", "", starter.name), element("span", "language", languageName(starter.language)), element("span", "description", starter.description));
  button.type = "button";
  button.addEventListener("click", () => library.add(starter));
  byId("starters", HTMLElement).append(element("li", "", button));
}

const input = new FunctionInput();
const view = new ResultView(byId("result", HTMLElement));
const runner = new FunctionRunner((megabytes) => (status.textContent = `Loading the runtime… ${megabytes} MB`));
const library = new Library(
  () => {
    runner.stop();
    view.clear();
    status.textContent = "";
  },
  () => void run(),
);

async function run(): Promise<void> {
  const { chosen } = library;
  if (!chosen || runButton.disabled) return;
  busy(true);
  view.clear();
  status.textContent = "Running…";
  try {
    const { sandbox, result } = await runner.call(chosen, await input.read());
    // Another one was chosen meanwhile.
    if (library.chosen?.id !== chosen.id) return;
    view.show(sandbox, result);
    status.textContent = `${result.status} · ${Math.max(1, Math.round(result.timings.run))} ms`;
  } catch (error) {
    const { message, fix } = error as { message: string; fix?: string };
    view.fail(message, fix ?? "");
    status.textContent = "Failed";
  } finally {
    busy(false);
  }
}

function busy(now: boolean): void {
  // The button that is to be pressed next takes the place of the other, and the focus with it.
  const hadFocus = document.activeElement === (now ? runButton : stopButton);
  runButton.disabled = runButton.hidden = now;
  stopButton.hidden = !now;
  if (hadFocus) (now ? stopButton : runButton).focus();
}

runKeys(runButton, () => void run(), () => runner.stop());
stopButton.addEventListener("click", () => runner.stop());
byId("new", HTMLElement).addEventListener("click", () => library.addNew());
byId("delete", HTMLElement).addEventListener("click", () => library.removeChosen());
byId("export", HTMLElement).addEventListener("click", () => void library.exportChosen());
byId("import", HTMLElement).addEventListener("click", () => importer.click());
importer.addEventListener("change", () => {
  void library.importAll([...(importer.files ?? [])]);
  importer.value = "";
});
// A file is a function where functions stand, and an input anywhere else.
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  if (!library.chosen || (event.target as Element).closest("#functions")) void library.importAll(files);
  else input.take(files[0]);
});

await library.load();
