import { mime } from "@vitrine/protocol";
import type { TextSink } from "./held-text.ts";
import type { EncodedOutput } from "./output-file.ts";
import { outputFile } from "./output-file.ts";
import type { EncodedResult, Saved } from "./save-result.ts";
import { terminalLine, terminalText } from "./terminal-text.ts";

/** The guest's own text: as it is into files and pipes, without power over a terminal. */
export const passText: TextSink = (stream, text) => {
  const target = process[stream];
  target.write(target.isTTY ? terminalText(text) : text);
};

/**
 * Prints for people what a run came to beside its text. Text that the program made goes to standard output; what is said about the run
 * goes to standard error. Gives whether there is something that --out would save.
 */
export function printText(result: EncodedResult, saved: Saved | undefined): boolean {
  let saveable = false;
  for (const [index, output] of result.outputs.entries()) {
    if (!outputFile(output)) passText("stdout", `${textOf(output)}\n`);
    else {
      saveable = true;
      say(`[${index + 1}] ${terminalLine(output.alt)}${arrow(saved?.outputs[index])}`);
    }
  }
  for (const { path, bytes } of result.files) say(`wrote ${terminalLine(path)} (${Buffer.byteLength(bytes, "base64")} bytes)`);
  if (saved && saved.files.length > 0) say(`saved ${saved.files.map(terminalLine).join(", ")}`);
  for (const problem of saved?.problems ?? []) say(terminalLine(problem));
  for (const { message } of result.cuts) say(message);
  printError(result);
  return saveable || result.files.length > 0;
}

function printError({ status, error }: EncodedResult): void {
  if (!error) {
    if (status !== "ok") say(`The run ended with status ${status}.`);
    return;
  }
  if (error.traceback) say(terminalText(error.traceback.trimEnd()));
  else say(`${error.name}: ${terminalText(error.message)}`);
  if (error.fix) say(`  ${terminalLine(error.fix)}`);
}

function textOf({ data, alt }: EncodedOutput): string {
  const text = data[mime.text];
  return typeof text === "string" ? text : alt;
}

const arrow = (paths: string[] | undefined): string => (paths && paths.length > 0 ? ` → ${paths.map(terminalLine).join(", ")}` : "");

const say = (text: string): void => void process.stderr.write(`${text}\n`);
