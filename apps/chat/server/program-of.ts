import { createPayload, extractCode, type Payload } from "@vitrine/sdk/server";

/** The program in a reply: its Python blocks, in order, as data. Undefined where there is none, or where the reply was cut off in one. */
export function programOf(reply: string): Payload | undefined {
  if (extractCode(reply).some(({ closed }) => !closed)) return undefined;
  try {
    return createPayload({ markdown: reply });
  } catch (error) {
    if ((error as { code?: unknown }).code === "INVALID_ARGUMENT") return undefined;
    throw error;
  }
}
