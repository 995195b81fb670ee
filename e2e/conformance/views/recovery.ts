import { mime, type View } from "@vitrine/sdk";
import { assert, type Case, equal, rejection } from "../harness/index.ts";
import { openSandbox } from "../support/sandbox.ts";
import { figureOf, heightOf, outputOf, show } from "./show.ts";

const figure = figureOf([{ type: "bar", y: [1, 2] }], { height: 300, title: { text: "still here" } });
const failure = async (promise: Promise<unknown>) => ((await rejection(promise, "this")) as { code?: string }).code;
const titleIn = async (view: View) => (await (await view.toImage({ format: "svg" })).text()).includes("still here");

/** Whether a picture of the view can be had, soon: it is being drawn again. */
async function drawnAgain(view: View): Promise<boolean> {
  const until = performance.now() + 20_000;
  while (performance.now() < until) {
    try {
      return await titleIn(view);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return false;
}

export const recoveryCases: Case[] = [
  {
    id: "moved",
    title: "S11: a view whose frame is moved in the page, or taken out and put back, is drawn again by itself; meanwhile it says that it is gone",
    async run(context) {
      const { view, slot } = await show(context, figure);
      const other = document.createElement("div");
      document.body.append(other);
      context.after(() => other.remove());
      other.append(view.element);
      assert(await drawnAgain(view), "after the move");
      equal([slot.childElementCount, await heightOf(other, (now) => now === 300)], [0, 300], "where it stands");
      view.element.remove();
      equal([await failure(view.toImage()), await failure(view.update(figure))], ["VIEW_FAILED", "VIEW_FAILED"], "while it is out of the page");
      slot.append(view.element);
      assert(await drawnAgain(view), "after it came back");
      await view.update(outputOf({ [mime.text]: "another" }));
      equal(view.mime, mime.text, "what comes next");
    },
  },
  {
    id: "moved-often",
    title: "S11: a view that is moved again before it is drawn again, at any moment, stands at last where it was put last, as high as it is",
    async run(context) {
      const { view, slot } = await show(context, figure);
      const places = [slot, document.createElement("div")];
      document.body.append(places[1]!);
      context.after(() => places[1]!.remove());
      for (let move = 0; move < 30; move++) {
        places[move % 2]!.append(view.element);
        // From at once to after it is drawn.
        await new Promise((resolve) => setTimeout(resolve, (move * 37) % 200));
      }
      assert(await drawnAgain(view), "after the moves");
      equal([slot.childElementCount, await heightOf(places[1]!, (now) => now === 300)], [0, 300], "where it stands");
    },
  },
  {
    id: "late",
    title: "S11: drawing and pictures have a deadline: VIEW_FAILED with the limit, and nothing stays in the slot",
    async run(context) {
      const sandbox = await openSandbox(context, { limits: { drawMs: 1 } });
      const slot = document.createElement("div");
      document.body.append(slot);
      context.after(() => slot.remove());
      const late = (await rejection(sandbox.show(figure, slot), "one millisecond")) as Error & { code?: string; fix?: string };
      equal([late.code, late.message.includes("limits.drawMs"), late.fix?.includes("drawMs"), slot.childElementCount], ["VIEW_FAILED", true, true, 0], "why");
    },
  },
  {
    id: "hung",
    title: "S11: a view whose scripts hang can be given something else to draw when they end, and be disposed of before",
    timeoutMs: 60_000,
    async run(context) {
      if (!navigator.userAgent.includes("Chrome/")) context.skip("here frames share the page's thread, so that the page hangs with them (docs/spec.md, what is not promised)");
      const sandbox = await openSandbox(context, { limits: { drawMs: 4000 } });
      const slot = document.createElement("div");
      document.body.append(slot);
      context.after(() => slot.remove());
      const busy = outputOf({ [mime.html]: `<p>a</p><script>setTimeout(() => { const end = Date.now() + 6000; while (Date.now() < end); }, 300)</script>` });
      const view = await sandbox.show(busy, slot, { tier: "scripted" });
      await new Promise((resolve) => setTimeout(resolve, 800));
      equal(await failure(view.update(figure)), "VIEW_FAILED", "while it hangs");
      await view.update(figure);
      equal([view.mime, await titleIn(view)], [mime.plotly, true], "in another document");
      view.dispose();
      const hangs = await sandbox.show(busy, slot, { tier: "scripted" });
      await new Promise((resolve) => setTimeout(resolve, 800));
      const image = failure(hangs.toImage());
      await new Promise((resolve) => setTimeout(resolve));
      hangs.dispose();
      equal([await image, slot.childElementCount], ["DISPOSED", 0], "disposed of while it hangs");
    },
  },
];
