import { mime, type Profile } from "@vitrine/protocol";
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
    if (output.metadata["vitrine"] === "profile" && !saved) continue;
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
  if (result.profile) printProfile(result.profile);
  printError(result);
  return saveable || result.files.length > 0;
}

/** Places that are printed; --json has all. */
const mostRows = 20;

function printProfile({ unit, total, samples, rows }: Profile): void {
  say(`Where ${unit === "ms" ? "the time" : "the fuel"} went: ${Math.round(total)} ${unit === "ms" ? "ms" : "units"} in ${samples} samples`);
  say(`${"self".padStart(12)} ${"%".padStart(5)} ${"total".padStart(12)}  place`);
  for (const { name, source, line, self, total: whole } of rows.slice(0, mostRows)) {
    const place = `${name}${source === null ? "" : ` (${source}${line === null ? "" : `:${line}`})`}`;
    say(`${amount(self).padStart(12)} ${((100 * self) / total).toFixed(1).padStart(5)} ${amount(whole).padStart(12)}  ${terminalLine(place)}`);
  }
}

const amount = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));

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
