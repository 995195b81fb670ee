import { createReadStream } from "node:fs";
import { write } from "./write.ts";

/** Prints a result as one line, `file` in front. Streamed: it may be larger than a string can be. */
export async function printJson(file: string, resultPath: string): Promise<void> {
  await write(process.stdout, `{"file":${JSON.stringify(file)},`);
  // Without its opening brace.
  for await (const chunk of createReadStream(resultPath, { start: 1, highWaterMark: 1024 * 1024 })) await write(process.stdout, chunk as Buffer);
  await write(process.stdout, "\n");
}
