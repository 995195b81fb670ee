import { element } from "./element.ts";

/** Asks the reader for a line, below what was printed. Null: there is no more input. */
export function askLine(parent: HTMLElement, prompt: string): Promise<string | null> {
  const line = element("input");
  line.ariaLabel = prompt || "Input for the program";
  line.placeholder = "The program waits for a line";
  line.autocomplete = "off";
  const send = element("button", "", "Send");
  const end = element("button", "", "End of input");
  end.type = "button";
  const form = element("form", "ask", line, send, end);
  parent.append(form);
  line.focus();
  return new Promise((resolve) => {
    const finish = (text: string | null) => {
      form.remove();
      resolve(text);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      finish(line.value);
    });
    end.addEventListener("click", () => finish(null));
  });
}
