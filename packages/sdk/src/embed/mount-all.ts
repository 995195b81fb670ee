import { parsePayload } from "@vitrine/protocol";
import { sharedSandbox } from "../ui/index.ts";
import { mountProgram } from "./mount-program.ts";

/** Runs every payload in the document, side by side. Those with the same settings share a sandbox. */
export async function mountAll(root: ParentNode): Promise<void> {
  const scripts = root.querySelectorAll<HTMLScriptElement>('script[type="application/json"][data-vitrine]');
  await Promise.allSettled([...scripts].map(mount));
}

async function mount(script: HTMLScriptElement): Promise<void> {
  const { assets, distribution, frameUrl } = script.dataset;
  await mountProgram(sharedSandbox({ assets, distribution, frameUrl }), () => parsePayload(JSON.parse(script.textContent)), targetOf(script)).done;
}

/** Where a payload's outputs go: what `data-target` selects, else a new element after the script. */
function targetOf(script: HTMLScriptElement): Element {
  return select(script.dataset.target) ?? script.parentElement!.insertBefore(document.createElement("div"), script.nextSibling);
}

/** What the server was given is text: it need not be a selector. */
function select(target: string | undefined): Element | null {
  try {
    return target ? document.querySelector(target) : null;
  } catch {
    return null;
  }
}
