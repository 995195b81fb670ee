import { VitrineRun } from "@vitrine/element";
import type { Output, RunResult } from "@vitrine/sdk";
import { LazySandbox, LiveRun } from "@vitrine/sdk/ui";
import { assert, type Case, equal, settings } from "../harness/index.ts";
import { sharedSandbox } from "../support/sandbox.ts";
import { cellIn, mount, next, part, spoken, until } from "./mount.ts";

const sandbox = () => sharedSandbox("pyodide-0.29");

export const cellCases: Case[] = [
  {
    id: "text-content",
    title: "U1: a cell runs the code that stands in it, with the page's sandbox, and shows what it made",
    async run(context) {
      const cell = cellIn(mount(context, `<vitrine-run @assets autorun>\n    x = 6\n    if x < 7:\n        print(x * 7)\n    {"data": [{"type": "bar", "y": [1, x]}]}\n</vitrine-run>`));
      const outputs: Output[] = [];
      const phases: string[] = [];
      cell.addEventListener("vitrine-output", (event) => outputs.push((event as CustomEvent<Output>).detail));
      document.addEventListener("vitrine-phase", (event) => phases.push((event as CustomEvent<{ phase: string }>).detail.phase), { signal: AbortSignal.timeout(60_000) });
      const result = await next<RunResult>(document, "vitrine-result");
      equal([result.status, result.stdout, cell.code.split("\n")[0]], ["ok", "42\n", "x = 6"], "result");
      equal(part(cell, "stdout").textContent, "42\n", "what was printed");
      equal([outputs.length, phases.includes("run"), phases.at(-1)], [result.outputs.length, true, "end"], "events");
      await until("the figure is drawn", () => part(cell, "output").querySelector("iframe") !== null && part(cell, "output").clientHeight > 100);
      assert(spoken(cell).some((text) => /^Ran in \d/.test(text)), spoken(cell).join());
      assert(part(cell, "timings").textContent.includes("install"), "the timings are there");
    },
  },
  {
    id: "shared",
    title: "U3: cells with the same settings share one sandbox; one that is given takes no other",
    async run(context) {
      const place = mount(context, `<vitrine-run @assets code="1"></vitrine-run><vitrine-run @assets code="2"></vitrine-run><vitrine-run @assets distribution="pyodide-314" code="3"></vitrine-run><vitrine-run code="4"></vitrine-run>`);
      const [a, b, c, d] = place.querySelectorAll<VitrineRun>("vitrine-run");
      assert(a!.sandbox === b!.sandbox && a!.sandbox !== c!.sandbox, "by settings");
      const own = await sandbox();
      d!.sandbox = own;
      assert(d!.sandbox === own, "given");
      equal((await d!.run()).value, "4", "value");
    },
  },
  {
    id: "stop",
    title: "U1: Stop and Escape end a run, the focus stays on the button in its place, and the next run works",
    async run(context) {
      const cell = cellIn(mount(context, `<vitrine-run code="print('on')\nwhile True: pass"></vitrine-run>`));
      cell.sandbox = await sandbox();
      await until("the cell is shown", () => cell.shadowRoot !== null);
      for (const end of [() => part(cell, "stop-button").click(), () => part(cell, "cell").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))]) {
        part(cell, "run-button").focus();
        part(cell, "run-button").click();
        await until("it prints", () => part(cell, "stdout").textContent === "on\n");
        equal(cell.shadowRoot!.activeElement?.textContent, "Stop", "focus while it runs");
        const ended = next<RunResult>(cell, "vitrine-result");
        end();
        equal((await ended).status, "aborted", "status");
        equal(cell.shadowRoot!.activeElement?.textContent, "Run", "focus afterwards");
        assert(spoken(cell).some((text) => text.startsWith("Stopped after")), spoken(cell).join());
      }
      cell.code = "print('next')";
      equal((await cell.run()).stdout, "next\n", "the next run");
    },
  },
  {
    id: "error",
    title: "U1: an error is told with its line and what to do, as an alert; the guest's text never becomes markup",
    async run(context) {
      const cell = cellIn(mount(context, `<vitrine-run code="a = 1\nraise ValueError('<img src=x onerror=alert(1)>')"></vitrine-run>`));
      cell.sandbox = await sandbox();
      const result = await cell.run();
      await until("the error is shown", () => cell.shadowRoot!.querySelector('[role="alert"]') !== null);
      const note = part(cell, "error");
      assert(note.textContent.includes("ValueError: <img src=x") && note.textContent.includes("line 2"), note.textContent);
      equal([part(cell, "fix").textContent, note.querySelector("img")], [result.error!.fix, null], "fix and markup");
      assert(part(cell, "traceback").textContent.includes("line 2"), "traceback");
    },
  },
  {
    id: "edit",
    title: "U1: the reader edits the code and runs it with Ctrl+Enter; other code from the page takes its place",
    async run(context) {
      const cell = cellIn(mount(context, `<vitrine-run code="print(1)"></vitrine-run>`));
      cell.sandbox = await sandbox();
      await until("the cell is shown", () => cell.shadowRoot !== null);
      const editor = part(cell, "editor") as HTMLTextAreaElement;
      part(cell, "edit-button").click();
      equal([editor.hidden, cell.shadowRoot!.activeElement === editor, editor.value], [false, true, "print(1)"], "the editor");
      editor.value = "print('edited')";
      editor.dispatchEvent(new InputEvent("input"));
      const ended = next<RunResult>(cell, "vitrine-result");
      editor.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, composed: true }));
      equal((await ended).stdout, "edited\n", "what ran");
      equal([cell.code, cell.editedCode], ["print(1)", "print('edited')"], "both");
      editor.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      equal([editor.hidden, part(cell, "code").textContent], [true, "print('edited')"], "after Escape");
      cell.code = "print(2)";
      await until("the new code is shown", () => part(cell, "code").textContent === "print(2)");
      cell.toggleAttribute("readonly", true);
      await until("Edit is gone", () => part(cell, "edit-button").hidden === true);
    },
  },
  {
    id: "streaming",
    title: "U2: code that streams in is shown and prepared for, never run; complete, it runs by itself once",
    async run(context) {
      const lazy = new LazySandbox({ assets: settings.assets });
      context.after(() => lazy.dispose());
      const prepared: string[] = [];
      const cell = cellIn(mount(context, `<vitrine-run autorun streaming></vitrine-run>`));
      let results = 0;
      cell.addEventListener("vitrine-result", () => results++);
      cell.sandbox = async () => {
        const opened = await lazy.open();
        const native = opened.prepare.bind(opened);
        opened.prepare = (reply) => {
          prepared.push(reply);
          native(reply);
        };
        return opened;
      };
      const code = "import numpy\nprint(numpy.arange(4).sum())\n";
      for (let end = 5; end < code.length; end += 5) {
        cell.code = code.slice(0, end);
        await until("the part is shown", () => part(cell, "code").textContent === code.slice(0, end));
      }
      await until("it was prepared for", () => prepared.some((reply) => reply.includes("import numpy")));
      equal([cell.live.state().status, part(cell, "run-button").matches(":disabled")], ["idle", true], "nothing ran");
      cell.code = code;
      const ended = next<RunResult>(cell, "vitrine-result");
      cell.removeAttribute("streaming");
      equal((await ended).stdout, "6\n", "what it printed");
      cell.code = `${code} `;
      cell.code = code;
      cell.setAttribute("theme", "dark");
      await new Promise((resolve) => setTimeout(resolve, 200));
      equal(results, 1, "runs");
    },
  },
  {
    id: "leave",
    title: "U3: a cell that leaves the page ends its run and takes its views along; one that is moved goes on",
    async run(context) {
      const place = mount(context, `<vitrine-run code="print('on', flush=True)\nwhile True: pass"></vitrine-run><section></section>`);
      const cell = cellIn(place);
      cell.sandbox = await sandbox();
      const result = cell.run();
      await until("it prints", () => cell.live.state().stdout === "on\n");
      place.querySelector("section")!.append(cell);
      await new Promise((resolve) => setTimeout(resolve, 100));
      equal(cell.live.state().status, "running", "moved");
      cell.remove();
      equal((await result).status, "aborted", "removed");
      place.append(cell);
      await until("what was printed is there again", () => part(cell, "stdout").textContent === "on\n");
    },
  },
  {
    id: "adopted",
    title: "U3: a cell shows a run that something else started, and leaves it alone when it goes",
    async run(context) {
      const live = new LiveRun();
      const cell = cellIn(mount(context, `<vitrine-run autorun code="print('not this')"></vitrine-run>`));
      cell.live = live;
      const seen = next<RunResult>(cell, "vitrine-result");
      const ended = live.start(await sandbox(), { code: "print('that')" });
      equal([(await ended).stdout, (await seen).stdout], ["that\n", "that\n"], "the result");
      equal(part(cell, "stdout").textContent, "that\n", "what is shown");
      const long = live.start(await sandbox(), { code: "print(1)\ninput()\nprint(2)", stdin: "x" });
      cell.remove();
      equal((await long).status, "ok", "after the cell went");
    },
  },
  {
    id: "failure",
    title: "U1: where there is no runtime the cell says so and what to do, and a later run tries again",
    allowConsoleErrors: true,
    async run(context) {
      const cell = cellIn(mount(context, `<vitrine-run @assets distribution="no-such" code="1"></vitrine-run>`));
      const failure = next<{ message: string; fix: string }>(cell, "vitrine-failure");
      const code = await cell.run().then(
        () => "none",
        (error: { code: string }) => error.code,
      );
      assert(code !== "none" && (await failure).fix !== "", code);
      await until("it is shown", () => cell.shadowRoot?.querySelector('[role="alert"]') !== null);
      cell.sandbox = await sandbox();
      equal((await cell.run()).status, "ok", "with a sandbox");
    },
  },
  {
    id: "flood",
    title: "U1: a flood of printed text leaves the cell usable and is announced by nobody",
    async run(context) {
      const cell = cellIn(mount(context, `<vitrine-run code="for i in range(60000): print('line', i)"></vitrine-run>`));
      cell.sandbox = await sandbox();
      let said = 0;
      await until("the cell is shown", () => cell.shadowRoot !== null);
      new MutationObserver((records) => (said += records.length)).observe(part(cell, "phase"), { childList: true, characterData: true, subtree: true });
      const result = await cell.run();
      await until("the end is shown", () => part(cell, "stdout").textContent.endsWith(result.stdout.slice(-20)));
      assert(result.stdout.length > 500_000, `${result.stdout.length} characters`);
      assert(part(cell, "stdout").textContent.length <= 50_000, "what is shown is bounded");
      assert(said < 12, `${said} announcements`);
      equal(part(cell, "stdout").closest("[role=status],[aria-live]"), null, "live region around it");
    },
  },
];
