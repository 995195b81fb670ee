import { VitrineError } from "@vitrine/protocol";
import { invalidArgument } from "./failures.ts";
import { sha256 } from "./sha256.ts";

/** A function that is kept to be used again. `sandbox.define` takes it as it is. */
export interface KeptFunction {
  name: string;
  description: string;
  language: string;
  code: string;
}

const fields = ["name", "description", "language", "code"] as const;

const noFunction = (why: string) => invalidArgument(`This is no exported function: ${why}.`, "Import a file that exportFunction wrote.");

export async function exportFunction(kept: KeptFunction): Promise<string> {
  const { name, description, language, code } = kept;
  for (const field of fields) if (typeof kept[field] !== "string") throw invalidArgument(`\`${field}\` is not text.`, "Pass { name, description, language, code }.");
  return `${JSON.stringify({ vitrineFunction: 1, name, description, language, code, sha256: await sha256(code) }, undefined, 2)}\n`;
}

export async function importFunction(text: string): Promise<KeptFunction> {
  const read = new Map(Object.entries(parsed(text)));
  if (read.get("vitrineFunction") !== 1) throw noFunction("it does not say `vitrineFunction: 1`");
  const [name, description, language, code, expected] = [...fields, "sha256" as const].map((field) => {
    const value = read.get(field);
    if (typeof value !== "string") throw noFunction(`its \`${field}\` is not text`);
    return value;
  }) as [string, string, string, string, string];
  const actual = await sha256(code);
  if (actual !== expected) {
    throw new VitrineError({
      code: "HASH_MISMATCH",
      message: `The code of ${JSON.stringify(name)} was changed after its export: its SHA-256 begins with ${actual.slice(0, 16)}, the one in the file with ${expected.slice(0, 16)}.`,
      fix: "Get the file again from where it came, or read its code and keep that as a new function.",
      details: { name, expected, actual },
    });
  }
  return { name, description, language, code };
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below.
  }
  throw noFunction("it is not a JSON object");
}
