import { createSandbox, type Run } from "@vitrine/sdk";
import { settings } from "../conformance/harness/index.ts";

declare global {
  /** Starts an endless loop in Python; resolves once it goes on. */
  var startLoop: () => Promise<void>;
  /** Aborts it; resolves with the run's status. */
  var abortLoop: () => Promise<string>;
}

const sandbox = await createSandbox({ assets: settings.assets });
let run: Run;

globalThis.startLoop = async () => {
  run = sandbox.run({ code: "print('loop', flush=True)\nwhile True: pass" });
  for await (const event of run.events) if (event.type === "stdout") return;
};
globalThis.abortLoop = async () => {
  run.abort();
  return (await run.result).status;
};
