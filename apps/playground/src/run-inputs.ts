import type { RunOptions } from "@vitrine/sdk";
import { byId } from "./element.ts";

const stdin = byId("stdin", HTMLTextAreaElement);
const args = byId("args", HTMLInputElement);
const files = byId("files", HTMLInputElement);

/** What stands in the fields below the editor. */
export function readInputs(): Pick<RunOptions, "stdin" | "args" | "files"> {
  return {
    stdin: stdin.value,
    args: args.value.split(/\s+/).filter(Boolean),
    files: Object.fromEntries(Array.from(files.files ?? [], (file) => [file.name, file])),
  };
}

/** Puts an example's text into stdin, and shows the fields where it has one. */
export function loadStdin(text: string): void {
  stdin.value = text;
  byId("inputs", HTMLDetailsElement).open = text !== "";
}
