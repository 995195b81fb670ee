import { mime } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { openSandbox } from "../support/sandbox.ts";
import { figureOf, frameIn, lookAt, outputOf, show } from "./show.ts";

const figure = figureOf([{ type: "bar", y: [1, 2] }]);

export const frameCases: Case[] = [
  {
    id: "opaque",
    title: "S2: a view frame is sandboxed, of opaque origin, with a name for screen readers",
    async run(context) {
      const { view } = await show(context, figure);
      const element = frameIn(view.element);
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
    id: "spare",
    title: "R24: the first figure of a reply that was prepared is drawn in a frame that waited for it, with its library; nothing else is",
    async run(context) {
      if (!("moveBefore" in Element.prototype)) context.skip("this engine moves no iframe without loading it anew");
      const sandbox = await openSandbox(context);
      const slot = document.createElement("div");
      document.body.append(slot);
      context.after(() => slot.remove());
      const spares = () => [...document.querySelectorAll<HTMLIFrameElement>('iframe[title="Vitrine view"]')];
      const waiting = async (call: string) => {
        sandbox.prepare(`A ${call}:\n\`\`\`python\nimport plotly.express as px\npx.${call}(x=[1])\n`);
        while (spares().length === 0) await new Promise(requestAnimationFrame);
        return spares()[0]!;
      };
      const bar = await waiting("bar");
      const table = await sandbox.show(outputOf({ [mime.text]: "words" }), slot);
      equal([frameIn(table.element) === bar, bar.isConnected], [false, true], "control: what needs no Plotly leaves it");
      const view = await sandbox.show(figure, slot);
      equal([frameIn(view.element) === bar, slot.contains(bar), bar.hidden, bar.title, spares().length], [true, true, false, figure.alt, 0], "the figure's frame");
      assert((await lookAt(await view.toImage())).colours > 1, "it is drawn");
      await view.update(figureOf([{ type: "surface", z: [[1, 2], [2, 3]] }]));
      while (spares().length === 0) await new Promise(requestAnimationFrame);
      const [another] = spares();
      const line = await waiting("line");
      equal(line === another, true, "after a figure another frame waits, which is what prepare() would open");
      const other = await sandbox.show(figureOf([{ type: "surface", z: [[1, 2], [2, 3]] }]), slot);
      equal([frameIn(other.element) === line, line.isConnected], [false, true], "a figure that needs another bundle gets a frame of its own");
      sandbox.dispose();
      while (spares().length > 0) await new Promise(requestAnimationFrame);
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
