import type { InvokeResult, Sandbox } from "@vitrine/sdk";
import { element } from "../element.ts";
import { OutputPane } from "../output-pane.ts";

/** What a call came to: what the function gave, then what it showed, printed and wrote. */
export class ResultView {
  readonly #pane: OutputPane;

  constructor(private readonly parent: HTMLElement) {
    this.#pane = new OutputPane(parent);
  }

  clear(): void {
    this.#pane.begin();
  }

  show(sandbox: Sandbox, result: InvokeResult): void {
    this.clear();
    if (result.output !== undefined) this.parent.append(given(result.output));
    for (const output of result.outputs) this.#pane.show(sandbox, output);
    for (const stream of ["stdout", "stderr"] as const) if (result[stream]) this.#pane.print(stream, result[stream]);
    this.#pane.end(result);
  }

  fail(message: string, fix: string): void {
    this.clear();
    this.#pane.fail(message, fix);
  }
}

/** Text as it is, anything else as JSON. */
function given(output: unknown): HTMLElement {
  const text = typeof output === "string" ? output : JSON.stringify(output, undefined, 2);
  const box = element("pre", "printed given", text);
  box.tabIndex = 0;
  box.role = "group";
  box.ariaLabel = "Result";
  const copy = element("button", "copy", "Copy");
  copy.type = "button";
  copy.ariaLabel = "Copy the result";
  copy.addEventListener("click", () => void navigator.clipboard.writeText(text).then(() => (copy.textContent = "Copied"), () => (copy.textContent = "Not copied")));
  return element("div", "given-box", box, copy);
}
