import { fstatSync } from "node:fs";
import { text } from "node:stream/consumers";

/** Milliseconds without an end after which it is said what is waited for. */
const patience = 3000;

/** What a shell pipes or redirects into this command, for its program's standard input; undefined: nothing, as where it was started by another program or at a terminal. */
export async function pipedText(): Promise<string | undefined> {
  if (!isPiped()) return undefined;
  const timer = setTimeout(() => process.stderr.write("Waiting for the end of standard input, which the program gets. Add --stdin FILE, or < /dev/null.\n"), patience);
  try {
    return await text(process.stdin);
  } finally {
    clearTimeout(timer);
  }
}

function isPiped(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isFile();
  } catch {
    // It is closed.
    return false;
  }
}
