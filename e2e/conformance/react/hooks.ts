import { useRun, type UseRun, useSandbox, type UseSandbox, VitrineProvider } from "@vitrine/react";
import { createElement, useEffect } from "react";
import { until } from "../element/mount.ts";
import { assert, type Case, equal, settings } from "../harness/index.ts";
import { render } from "./render.ts";

/** How many frames stand in the page that were not there before. */
function countFrames(): () => number {
  const before = new Set(document.querySelectorAll("iframe"));
  return () => [...document.querySelectorAll("iframe")].filter((each) => !before.has(each)).length;
}

export const hookCases: Case[] = [
  {
    id: "use-run",
    // It opens a sandbox of its own, and waits for four runs.
    timeoutMs: 150_000,
    title: "U3: useRun runs in the provider's one sandbox, in StrictMode as well, and re-renders with what comes; unmounting ends all",
    async run(context) {
      const frames = countFrames();
      let run: UseRun | undefined;
      let sandbox: UseSandbox | undefined;
      const seen = new Set<string>();
      function Probe() {
        run = useRun();
        sandbox = useSandbox();
        seen.add(run.status);
        return createElement("pre", null, run.stdout);
      }
      const { place, again } = render(context, createElement(VitrineProvider, { assets: settings.assets, preload: true }, createElement(Probe)));
      await until("the sandbox is open", () => sandbox?.status === "open");
      equal(frames(), 1, "kernel frames in StrictMode");
      const result = await run!.run("print(6 * 7)");
      await until("what was printed is shown", () => place.textContent === "42\n" && run!.status !== "running");
      equal([result.status, run!.status, run!.result === result, [...seen]], ["ok", "ok", true, ["idle", "running", "ok"]], "state");
      const endless = run!.run({ code: "print('on', flush=True)\nwhile True: pass" });
      await until("it prints", () => place.textContent === "on\n");
      run!.abort();
      equal((await endless).status, "aborted", "abort");
      const last = run!.run("while True: pass");
      await until("it runs", () => run!.phase === "run");
      again(null);
      assert(["aborted", "crashed"].includes((await last).status), "unmounted");
      await until("nothing is left", () => frames() === 0);
    },
  },
  {
    id: "provider-keeps",
    timeoutMs: 150_000,
    title: "U3: a provider that renders again keeps its sandbox; a failed one says why and tries again; without a provider useSandbox says so",
    allowConsoleErrors: true,
    async run(context) {
      let sandbox: UseSandbox | undefined;
      const seen = new Set<unknown>();
      function Probe() {
        sandbox = useSandbox();
        if (sandbox.sandbox) seen.add(sandbox.sandbox);
        const { open } = sandbox;
        useEffect(() => void open().catch(() => {}), []);
        return null;
      }
      const { again } = render(context, createElement(VitrineProvider, { assets: settings.assets }, createElement(Probe)));
      await until("it is open", () => sandbox?.status === "open");
      again(createElement(VitrineProvider, { assets: settings.assets, policy: {} }, createElement(Probe)));
      await new Promise((resolve) => setTimeout(resolve, 100));
      equal([seen.size, sandbox!.status], [1, "open"], "sandboxes");
      again(createElement(VitrineProvider, { key: "other", distribution: "no-such" }, createElement(Probe)));
      await until("it failed", () => sandbox?.status === "failed");
      assert((sandbox!.error as { fix?: string }).fix, "with a fix");
      let message = "";
      function Alone() {
        try {
          useSandbox();
        } catch (error) {
          message = (error as Error).message;
        }
        return null;
      }
      render(context, createElement(Alone));
      await until("it says so", () => message.includes("VitrineProvider"));
    },
  },
];
