import { VitrineOutput } from "./vitrine-output.ts";
import { VitrineRun } from "./vitrine-run.ts";

/** Makes `<vitrine-run>` and `<vitrine-output>` known to the page. Again it does nothing, and on a server nothing either. */
export function define(): void {
  if (!globalThis.customElements) return;
  if (!customElements.get("vitrine-run")) customElements.define("vitrine-run", VitrineRun);
  if (!customElements.get("vitrine-output")) customElements.define("vitrine-output", VitrineOutput);
}

declare global {
  interface HTMLElementTagNameMap {
    "vitrine-run": VitrineRun;
    "vitrine-output": VitrineOutput;
  }
}
