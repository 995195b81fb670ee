import { mime } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { openSandbox } from "../support/sandbox.ts";
import { figureOf, outputOf, show } from "./show.ts";

const figure = figureOf([{ type: "bar", y: [1, 2] }]);

export const frameCases: Case[] = [
  {
    id: "opaque",
    title: "S2: a view frame is sandboxed, of opaque origin, with a name for screen readers",
    async run(context) {
      const { view } = await show(context, figure);
      const { element } = view;
      equal([element.getAttribute("sandbox"), element.contentDocument, element.title], ["allow-scripts", null, "what it shows"], "the iframe");
      let reason = "";
      try {
        void element.contentWindow!.document;
      } catch (error) {
        reason = (error as Error).name;
      }
      equal(reason, "SecurityError", "reading its document");
    },
  },
  {
    id: "focus",
    title: "S4: showing does not take the focus, and does not move the page",
    async run(context) {
      const input = document.createElement("input");
      document.body.prepend(input);
      context.after(() => input.remove());
      input.focus();
      const before = location.href;
      await show(context, figure);
      await show(context, outputOf({ [mime.html]: `<input autofocus><button autofocus>b</button><a href="#x" autofocus tabindex="1">a</a><details open><summary autofocus>s</summary></details><p contenteditable autofocus>p</p>` }));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      equal([document.activeElement === input, location.href === before], [true, true], "focus and address");
    },
  },
  {
    id: "theme",
    title: "A view takes the other colours when it is told to",
    async run(context) {
      const { view } = await show(context, figure);
      const before = await (await view.toImage({ format: "svg" })).text();
      view.setTheme("dark");
      const after = await (await view.toImage({ format: "svg" })).text();
      assert(before !== after, "the drawing changed");
    },
  },
  {
    id: "dispose",
    title: "S5: dispose() takes views and frames out of the page and ends what they owe",
    async run(context) {
      const frames = () => document.querySelectorAll("iframe").length;
      const before = frames();
      const sandbox = await openSandbox(context);
      const slot = document.createElement("div");
      document.body.append(slot);
      context.after(() => slot.remove());
      const view = await sandbox.show(figure, slot);
      const run = sandbox.run({ code: "while True: pass" });
      equal(frames(), before + 2, "control: the kernel's frame and the view's are there");
      const owed = view.toImage().then(
        () => "made",
        (error: { code: string }) => error.code,
      );
      sandbox.dispose();
      equal([frames(), await owed, (await run.result).status], [before, "DISPOSED", "crashed"], "after dispose()");
      const late = await sandbox.run({ code: "1" }).result.catch((error: { code: string }) => error.code);
      equal(late, "DISPOSED", "a run after dispose()");
    },
  },
];
