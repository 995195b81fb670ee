import { createSandbox, mime, type Run, type Sandbox, type SessionLoss } from "@vitrine/sdk";
import { hostileSandbox, runHostile, startHostile } from "../../attacks/support/hostile-runtime.ts";
import { assert, type Case, type CaseContext, equal, settings } from "../harness/index.ts";
import { eventOf, openSandbox, why } from "../support/sandbox.ts";

const kernelFrame = () => [...document.querySelectorAll<HTMLIFrameElement>('iframe[title="Vitrine kernel"]')].at(-1)!;

/** Every way in which an embedder's page, its reader or a browser can take the kernel frame away. */
const fates: Record<string, () => void> = {
  removed: () => kernelFrame().remove(),
  navigated: () => kernelFrame().setAttribute("srcdoc", "something else"),
  // What a page that goes into the browser's cache hears; one that is reloaded is in killed-loop.test.ts.
  left: () => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })),
};

const running = (run: Run) => eventOf(run, (event) => event.type === "phase" && event.phase === "run");

/** A run and a session that were there when their frame went, and what comes after. */
async function expectRecovery(context: CaseContext, sandbox: Sandbox, end: () => unknown): Promise<void> {
  const told: SessionLoss[] = [];
  const session = await sandbox.session({ onLost: (loss) => told.push(loss) });
  context.after(() => session.dispose());
  equal((await session.run({ code: "x = 1\nopen('kept.txt', 'w').write('kept')" }).result).status, "ok", "the session");
  const run = sandbox.run({ code: "print('begun', flush=True)\nwhile True: pass" });
  await running(run);
  await eventOf(run, (event) => event.type === "stdout");
  await end();
  const lost = await run.result;
  equal([lost.status, lost.error?.code, lost.stdout], ["crashed", "WORKER_CRASHED", "begun\n"], why(lost));
  equal(
    told.map(({ variables, restoredFiles }) => [variables.map(({ name }) => name), restoredFiles]),
    [[["x"], ["kept.txt"]]],
    "what the session's owner was told",
  );
  const next = await sandbox.run({ code: "print('next')" }).result;
  equal(next.stdout, "next\n", why(next));
  const goesOn = await session.run({ code: "print('x' in globals(), open('kept.txt').read())" }).result;
  equal([goesOn.stdout, goesOn.lost], ["False kept\n", undefined], why(goesOn));
  equal(await sandbox.inspect(), { runs: 0, sessions: 1, views: 0, viewFrames: 0, posters: 0, workers: 1, spares: 1, blobUrls: 6 }, "what is left");
}

export const frameCases: Case[] = [
  ...Object.entries(fates).map(
    ([fate, end]): Case => ({
      id: `frame-${fate}`,
      title: `R16: a kernel frame that is ${fate} ends its runs as crashed, tells its sessions' owners, and is replaced`,
      timeoutMs: 60_000,
      async run(context) {
        const frames = document.querySelectorAll("iframe").length;
        const sandbox = await openSandbox(context, { spares: 1 });
        await expectRecovery(context, sandbox, end);
        equal(document.querySelectorAll("iframe").length, frames + 1, "frames in the page");
      },
    }),
  ),
  {
    id: "frame-crashed",
    title: "R16, S11: a guest that takes more memory than its process may have ends its own frame's process, not the page; the next run works, and views are drawn again",
    timeoutMs: 120_000,
    async run(context) {
      // There the guest's memory is the page's own: only the browser stands between.
      if (settings.engine !== "chromium") context.skip("sealed frames share the page's process in this engine");
      const bomb = async ({ post }: { post(message: unknown): void }) => {
        const kept: string[] = [];
        post({ type: "stdout-delta", text: "begun" });
        // V8's heap ends at 4 GiB.
        for (let i = 0; i < 24; i++) kept.push(JSON.stringify("x".repeat(2 ** 28)));
        post({ type: "stdout-delta", text: String(kept.length) });
      };
      const sandbox = await hostileSandbox(context, bomb);
      const slot = document.createElement("div");
      document.body.append(slot);
      context.after(() => slot.remove());
      const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="120"><rect width="40" height="120"/></svg>`;
      const view = await sandbox.show({ id: "output-1", data: { [mime.svg]: picture }, metadata: {}, alt: "a bar" }, slot);
      const loadedAgain = new Promise((resolve) => view.element.querySelector("iframe")!.addEventListener("load", resolve, { once: true }));
      const beside = startHostile(sandbox, { argument: "beside", limits: { bootMs: 60_000 } });
      const { status, error, stdout } = await startHostile(sandbox, { limits: { bootMs: 60_000 } }).result;
      equal([status, error?.code, stdout], ["crashed", "WORKER_CRASHED", "begun"], "the guest");
      assert(error!.message.includes("its process died"), error!.message);
      equal((await beside.result).status, "crashed", "a run in the same frame");
      equal((await runHostile(sandbox, { honest: true })).stdout, "honest\n", "the next run");
      // All sealed frames of a page are of one process there: the view died as well, and nobody called it since.
      await loadedAgain;
      let redrawn = await view.toImage({ format: "svg" }).catch(() => undefined);
      while (!redrawn) redrawn = await view.toImage({ format: "svg" }).catch(() => undefined);
      equal(await redrawn.text(), picture, "the view, drawn again");
      return error!.message;
    },
  },
  {
    id: "frame-silent",
    title: "R16: a kernel frame that does not answer is given up and taken out of the page",
    timeoutMs: 90_000,
    async run(context) {
      if (settings.engine !== "chromium") context.skip("sealed frames share the page's thread in this engine: where they hang, it hangs");
      const frame = await (await fetch(`${settings.assets}frame.html`)).text();
      const hang = '<script>setTimeout(() => { const from = performance.now(); while (performance.now() - from < 40_000); }, 6000)</script></body>';
      const frameUrl = URL.createObjectURL(new Blob([frame.replace("</body>", hang)], { type: "text/html" }));
      context.after(() => URL.revokeObjectURL(frameUrl));
      const sandbox = await createSandbox({ assets: settings.assets, frameUrl });
      context.after(() => sandbox.dispose());
      const { status, error } = await sandbox.run({ code: "import time\ntime.sleep(50)" }).result;
      equal([status, error?.code], ["crashed", "WORKER_CRASHED"], "the run");
      assert(error!.message.includes("did not answer"), error!.message);
      assert(!document.querySelector('iframe[title="Vitrine kernel"]'), "the frame is still in the page");
    },
  },
];
