import { createReadStream } from "node:fs";
import { write } from "./write.ts";

/** Prints a result as one line, `front` in front of it. Streamed: it may be larger than a string can be. */
export async function printJson(front: Record<string, unknown>, resultPath: string): Promise<void> {
  await write(process.stdout, `${JSON.stringify(front).slice(0, -1)},`);
  // Without its opening brace.
  for await (const chunk of createReadStream(resultPath, { start: 1, highWaterMark: 1024 * 1024 })) await write(process.stdout, chunk as Buffer);
  await write(process.stdout, "\n");
}
