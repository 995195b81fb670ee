import { createSandbox, findDistribution, type Payload, type PyodideDistribution } from "@vitrine/sdk";
import { assert, type Attack, equal, rejection, settings } from "../harness/index.ts";
import { sharedSandbox } from "../../conformance/support/sandbox.ts";
import { type Hostile, hostileSandbox, runHostile, startHostile } from "../support/hostile-runtime.ts";

const frames = () => document.querySelectorAll("iframe").length;
const codeOf = (error: Error) => (error as Error & { code?: string }).code;
const text = { id: "output-1", data: { "text/plain": "x" }, metadata: {}, alt: "x" };

/** S5, S7, and the host's own window. */
export const endCases: Attack[] = [
  {
    id: "B-dispose",
    title: "S5: dispose at any moment leaves no frame, ends every run, and later calls say DISPOSED",
    timeoutMs: 60_000,
    async run(context) {
      await sharedSandbox("pyodide-0.29");
      const before = frames();
      const slot = document.body.appendChild(document.createElement("div"));
      context.after(() => slot.remove());
      const sandbox = await hostileSandbox(context, () => new Promise(() => {}));
      const view = await sandbox.show(text, slot);
      const [running, another, queued] = [startHostile(sandbox, {}), startHostile(sandbox, {}), startHostile(sandbox, {})];
      for await (const event of running.events) if (event.type === "phase" && event.phase === "boot") break;
      // One that is just being drawn.
      const opening = rejection(sandbox.show(text, slot), "a view that was being opened");
      while (frames() < before + 3) await new Promise((resolve) => setTimeout(resolve));
      const opened = rejection(sandbox.show(text, slot), "a view that had no frame yet");
      sandbox.dispose();
      sandbox.dispose();
      equal([view.element.isConnected, codeOf(await rejection(view.toImage(), "toImage"))], [false, "DISPOSED"], "the view");
      equal(
        await Promise.all([running, another, queued].map(async (run) => (await run.result).status)),
        ["crashed", "crashed", "crashed"],
        "runs that went on or waited",
      );
      equal([codeOf(await opening), codeOf(await opened)], ["DISPOSED", "DISPOSED"], "views that were being opened");
      equal(codeOf(await rejection(sandbox.show(text, slot), "show")), "DISPOSED", "show");
      equal(codeOf(await rejection(startHostile(sandbox, {}).result, "run")), "DISPOSED", "run");
      equal([frames(), slot.childElementCount], [before, 0], "frames afterwards");
    },
  },
  {
    id: "B-dispose-while-opening",
    title: "S5: a sandbox whose runtime cannot be had leaves no frame",
    async run() {
      await sharedSandbox("pyodide-0.29");
      const before = frames();
      const genuine = findDistribution("pyodide-0.29") as PyodideDistribution;
      const distribution = { ...genuine, files: { ...genuine.files, loader: { ...genuine.files.loader, sha256: "0".repeat(64) } } };
      const error = await rejection(createSandbox({ assets: settings.assets, distribution }), "a loader with other bytes than its hash");
      equal([codeOf(error), frames()], ["ASSET_HASH_MISMATCH", before], "error, and frames afterwards");
    },
  },
  {
    id: "B-payload-policy",
    title: "S7: a payload carries no limits and no policy: one that tries is refused, and its code runs under the page's",
    async run(context) {
      const attack = ({ post }: Hostile) => {
        post({ type: "phase-start", phase: "run", detail: "" });
        post({ type: "stdout-delta", text: "x".repeat(9) });
        return new Promise(() => {});
      };
      const sandbox = await hostileSandbox(context, attack, { limits: { runMs: 300, stdoutBytes: 4 } });
      const payload: Payload = { vitrine: 1, language: "python", sources: [{ name: "block 1", code: "1" }], env: { ARGUMENT: "null", HONEST: "" } };
      const smuggled = { limits: { runMs: 60_000 }, policy: { packages: { mode: "index" } }, assets: "https://example.com/", frameUrl: "https://example.com/", distribution: "pyodide-314" };
      for (const [key, value] of Object.entries(smuggled)) {
        const refused = await rejection(sandbox.run({ ...payload, [key]: value }).result, `a payload with ${key}`);
        equal([key, codeOf(refused)], [key, "INVALID_PAYLOAD"], "error");
      }
      const late = await sandbox.run(payload).result;
      equal([late.status, late.error?.code, late.stdout, late.truncated], ["timeout", "RUN_TIMEOUT", "xxxx", ["stdout"]], "the page's limits");
    },
  },
  {
    id: "B-sibling-frame",
    title: "S3: a frame of somebody else's that posts to the page and to Vitrine's frames, with ports of its own, is not answered",
    timeoutMs: 20_000,
    async run(context) {
      // Before the kernel frame is there, and while it loads: it must listen to nobody but the page.
      const sibling = document.createElement("iframe");
      sibling.setAttribute("sandbox", "allow-scripts");
      sibling.srcdoc = `<script>
        let tries = 0, answers = 0;
        setInterval(() => {
          for (let i = 0; i < parent.frames.length; i++) {
            for (const target of [parent.frames[i], ...Array.from({ length: parent.frames[i].length }, (_, j) => parent.frames[i][j])]) {
              if (target === self) continue;
              const channel = new MessageChannel();
              channel.port1.onmessage = () => answers++;
              target.postMessage({ script: "vitrinePort.postMessage('taken over')", type: "run-end", runId: "run-1" }, "*", [channel.port2]);
              tries++;
            }
          }
          parent.postMessage({ type: "run-end", runId: "run-1", status: "ok", tries, answers }, "*");
        }, 1);
      </script>`;
      let told = { tries: 0, answers: 0 };
      const listen = ({ source, data }: MessageEvent<typeof told>) => {
        if (source === sibling.contentWindow) told = data;
      };
      addEventListener("message", listen);
      context.after(() => removeEventListener("message", listen));
      document.body.append(sibling);
      context.after(() => sibling.remove());
      const slot = document.body.appendChild(document.createElement("div"));
      context.after(() => slot.remove());
      const sandbox = await hostileSandbox(context, ({ finish }: Hostile) => finish());
      const view = await sandbox.show(text, slot);
      equal((await runHostile(sandbox, { honest: true })).stdout, "honest\n", "a run meanwhile");
      const until = told.tries + 50;
      while (told.tries < until) await new Promise((resolve) => setTimeout(resolve, 5));
      assert(view.element.isConnected && view.element.style.height !== "0px", "the view stands");
      equal(told.answers, 0, "answers that the sibling got");
      assert(told.tries > 50, "control: it posted");
      return `${told.tries} messages`;
    },
  },
];
