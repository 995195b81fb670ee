import { type Case, suite } from "../../conformance/harness/index.ts";
import type { Gap } from "../../report.ts";
import { gaps as knownGaps } from "./gaps.ts";
import { watchHost } from "./host-sentinel.ts";

/**
 * One attack with its own observable, sinks and control. Its id starts with the letter of its class (`A-run-js`), its title with the promises of
 * docs/spec.md that it tries to break (`S2: …`).
 */
export type Attack = Case;

/** Runs the attacks of a class; after each, the host must be what it was. */
export async function attackSuite(attacks: readonly Attack[], gaps: readonly Gap[] = knownGaps): Promise<void> {
  for (const { id, title } of attacks) {
    if (!/^[A-G]-[a-z0-9-]+$/.test(id) || !/^[RST]\d+(, [RST]\d+)*: /.test(title)) throw new Error(`${id}: an attack is called A-name, and its title starts with the promises that it tries to break`);
  }
  await suite(
    attacks.map((attack) => ({
      ...attack,
      run(context) {
        // Registered first, so that it is the last to look.
        context.after(watchHost());
        return attack.run(context);
      },
    })),
    gaps,
  );
}
