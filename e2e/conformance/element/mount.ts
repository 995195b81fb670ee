import { define, type VitrineRun } from "@vitrine/element";
import { type CaseContext, settings } from "../harness/index.ts";

/** Puts markup into the page, which is taken away when the case ends. */
export function mount(context: CaseContext, html: string): HTMLElement {
  define();
  const place = document.createElement("div");
  place.innerHTML = html.replaceAll("@assets", `assets="${settings.assets}"`);
  document.body.append(place);
  context.after(() => place.remove());
  return place;
}

/** The cell that stands in a place. */
export const cellIn = (place: Element): VitrineRun => place.querySelector("vitrine-run")!;

/** What stands in the cell's shadow, by its part. */
export function part(cell: Element, name: string): HTMLElement {
  const found = cell.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);
  if (!found) throw new Error(`The element has no part ${name}.`);
  return found;
}

/** Resolves when the condition holds. */
export async function until(what: string, holds: () => boolean, ms = 90_000): Promise<void> {
  const end = performance.now() + ms;
  const tried = () => {
    // A part may not be there yet.
    try {
      return holds();
    } catch {
      return false;
    }
  };
  while (!tried()) {
    if (performance.now() > end) throw new Error(`In ${ms} ms it did not come to this: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The detail of the next event of this type. */
export function next<T>(target: EventTarget, type: string): Promise<T> {
  return new Promise((resolve) => target.addEventListener(type, (event) => resolve((event as CustomEvent<T>).detail), { once: true }));
}

/** What a screen reader is told: the texts of the live regions of a cell. */
export const spoken = (cell: Element): string[] => [...cell.shadowRoot!.querySelectorAll('[role="status"], [role="alert"]')].map((each) => each.textContent.trim()).filter((text) => text !== "");
