import { parsePayload, resultPath } from "@vitrine/protocol";
import { LazySandbox, sharedSandbox } from "../ui/index.ts";
import { EmbeddedFiles } from "./embedded-files.ts";
import { mountProgram } from "./mount-program.ts";
import { showResult } from "./show-result.ts";

/** Runs every payload in the document, side by side. Those with the same settings share a sandbox. */
export async function mountAll(root: ParentNode): Promise<void> {
  const scripts = root.querySelectorAll<HTMLScriptElement>('script[type="application/json"][data-vitrine]');
  await Promise.allSettled([...scripts].map(mount));
}

async function mount(script: HTMLScriptElement): Promise<void> {
  const { assets, distribution, frameUrl, embedded } = script.dataset;
  if (embedded !== undefined) return mountEmbedded(script);
  await mountProgram(sharedSandbox({ assets, distribution, frameUrl }), () => parsePayload(JSON.parse(script.textContent)), targetOf(script)).done;
}

/** A document that brings its files along, and holds one payload. */
async function mountEmbedded(script: HTMLScriptElement): Promise<void> {
  const files = new EmbeddedFiles(document);
  if (files.has(resultPath)) return showResult(files, targetOf(script));
  const { distribution } = script.dataset;
  // What it has not brought along it may fetch only where it brought no runtime at all.
  const sandbox = new LazySandbox({ assets: { embedded: files.bytes, cdn: !files.has("assets.json") }, ...(distribution && { distribution }) });
  await mountProgram(sandbox, () => parsePayload(JSON.parse(script.textContent)), targetOf(script)).done;
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
