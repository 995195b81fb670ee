import type { RunEvent } from "@vitrine/sdk";
import { element } from "./element.ts";
import { jsonText } from "./json-text.ts";

/** Rows that are shown; later ones are only counted. */
const maxRows = 1000;

/** Every event of a run in order, with its time; each can be opened. */
export class EventList {
  #count = 0;
  #started = 0;
  readonly #list = element("ol", "event-list");

  constructor(
    private readonly parent: HTMLElement,
    private readonly counter: HTMLElement,
  ) {
    parent.append(this.#list);
  }

  begin(): void {
    this.#count = 0;
    this.#started = performance.now();
    this.#list.replaceChildren();
    this.counter.textContent = "";
  }

  add(event: RunEvent): void {
    this.#count += 1;
    this.counter.textContent = String(this.#count);
    if (this.#count > maxRows) return;
    const time = ((performance.now() - this.#started) / 1000).toFixed(3);
    const summary = element("summary", "", element("time", "", `${time} s`), element("code", "", event.type), element("span", "", summaryOf(event)));
    const row = element("details", "", summary);
    // Made when it is opened: a figure's JSON can be long.
    row.addEventListener("toggle", () => row.children.length === 1 && row.append(element("pre", "", jsonText(event))), { once: true });
    const atEnd = this.parent.scrollHeight - this.parent.scrollTop - this.parent.clientHeight < 40;
    this.#list.append(element("li", `event-${event.type}`, row));
    if (atEnd) this.parent.scrollTop = this.parent.scrollHeight;
  }
}

function summaryOf(event: RunEvent): string {
  switch (event.type) {
    case "phase":
      return [event.phase, event.detail].filter(Boolean).join(": ");
    case "output":
    case "output-update":
      return `${Object.keys(event.output.data).join(", ")}: ${event.output.alt}`;
    case "stdout":
    case "stderr":
    case "log":
      return event.text.trimEnd();
    default:
      return "";
  }
}
