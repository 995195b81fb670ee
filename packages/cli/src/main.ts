import { readFileSync } from "node:fs";
import { isVitrineError } from "./run/misuse.ts";

const help = `vitrine <command> [options]

  run      run model-written code in a sealed frame of a headless browser, show or save what it made
  assets   gather everything that self-hosting needs into a folder

  vitrine <command> --help   what a command takes
  vitrine --version
`;

// Loaded when asked for: driving a browser takes a while to load.
const commands = new Map<string, (argv: string[]) => Promise<number>>([
  ["run", async (argv) => (await import("./commands/run.ts")).runCommand(argv)],
  ["assets", async (argv) => (await import("./commands/assets.ts")).assetsCommand(argv)],
]);

/** The command line `vitrine`. Gives the exit code: 0 done, 1 a guest failed, 2 wrong use or a failure of ours, 130 interrupted. */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(help);
    return 0;
  }
  if (name === "--version" || name === "-v") {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const command = name === undefined ? undefined : commands.get(name);
  if (!command) {
    process.stderr.write(name === undefined ? help : `vitrine has no command called ${JSON.stringify(name)}.\n  Use one of: ${[...commands.keys()].join(", ")}.\n`);
    return 2;
  }
  try {
    return await command(rest);
  } catch (error) {
    if (isVitrineError(error)) process.stderr.write(`vitrine ${name}: ${error.message}\n  ${error.fix}\n`);
    else process.stderr.write(`vitrine ${name} failed, which is a fault of Vitrine: ${error instanceof Error ? error.stack : String(error)}\n`);
    return 2;
  }
}
