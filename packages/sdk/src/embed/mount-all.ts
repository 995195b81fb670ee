import { parsePayload, resultPath } from "@vitrine/protocol";
import { createSandbox, type Sandbox, type SandboxOptions } from "../host/index.ts";
import { EmbeddedFiles } from "./embedded-files.ts";
import { mountProgram } from "./mount-program.ts";
import { ProgramPanel } from "./program-panel.ts";
import { showResult } from "./show-result.ts";

/** Runs every payload in the document, side by side. Those with the same settings share a sandbox. */
export async function mountAll(root: ParentNode): Promise<void> {
  const sandboxes = new Map<string, Promise<Sandbox>>();
  const scripts = root.querySelectorAll<HTMLScriptElement>('script[type="application/json"][data-vitrine]');
  await Promise.all([...scripts].map((script) => mount(script, sandboxes)));
}

async function mount(script: HTMLScriptElement, sandboxes: Map<string, Promise<Sandbox>>): Promise<void> {
  const panel = new ProgramPanel(targetOf(script));
  const { assets, distribution, frameUrl, embedded } = script.dataset;
  // What a page from disk has not brought along it may fetch only where it brought no runtime at all.
  const files = embedded === undefined ? undefined : new EmbeddedFiles(document);
  const source = files ? { embedded: files.bytes, cdn: !files.has("assets.json") } : assets;
  const options: SandboxOptions = { ...(source && { assets: source }), ...(distribution && { distribution }), ...(frameUrl && { frameUrl }) };
  const key = JSON.stringify(options);
  try {
    if (files?.has(resultPath)) return await showResult(files, panel);
    const payload = parsePayload(JSON.parse(script.textContent));
    let sandbox = sandboxes.get(key);
    if (!sandbox) {
      sandbox = createSandbox({ ...options, onProgress: (progress) => panel.progress(progress) });
      sandboxes.set(key, sandbox);
    }
    await mountProgram(await sandbox, payload, panel).done;
  } catch (error) {
    panel.failure(error);
  }
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
