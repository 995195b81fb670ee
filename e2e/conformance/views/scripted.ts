import { mime } from "@vitrine/sdk";
import { assert, type Case, equal } from "../harness/index.ts";
import { heightOf, listenToFrames, outputOf, show } from "./show.ts";

/** HTML that runs the function and tells the page's window what came of it: the one way out that it has. */
const scriptOf = <A>(body: (argument: A) => unknown, argument: A): string =>
  `<p>guest</p><script>(async () => (${String(body)})(${JSON.stringify(argument)}))().then((value) => top.postMessage({ value }, "*"), (error) => top.postMessage({ error: String(error) }, "*"))</script>`;

async function until(fits: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await fits()) && performance.now() < end) await new Promise((resolve) => requestAnimationFrame(resolve));
}

export const scriptedCases: Case[] = [
  {
    id: "scripted",
    title: "S8: HTML runs its scripts only where the embedder lets it, in a frame of its own, of a height that is capped",
    async run(context) {
      const heard = listenToFrames(context);
      const output = outputOf({ [mime.html]: scriptOf((height: number) => (document.body.style.height = `${height}px`), 700) });
      const still = await show(context, output);
      const lively = await show(context, output, { tier: "scripted" });
      await until(() => heard.length > 0);
      equal([heard.length, still.view.needsScripts, lively.view.needsScripts], [1, true, false], "who spoke");
      const height = await heightOf(lively.slot, (now) => now > 700);
      assert(height > 700 && height < 800, `${height} pixels`);
      // Out of sight, engines lay out nothing.
      for (const { view, slot } of [still, lively]) {
        view.dispose();
        slot.remove();
      }
      const greedy = await show(context, outputOf({ [mime.html]: `<script>setInterval(() => parent.postMessage(1e9, "*"), 5); parent.postMessage({ height: 5 }, "*")</script>` }), { tier: "scripted" });
      const most = await heightOf(greedy.slot, (now) => now > 2000);
      assert(most > 2000 && most < 2100, `${most} pixels for one that wants all`);
    },
  },
  {
    id: "needs-scripts",
    title: "S8: HTML whose scripts were left out says so",
    async run(context) {
      const needs = async (html: string) => (await show(context, outputOf({ [mime.html]: html }))).view.needsScripts;
      const found: boolean[] = [];
      for (const html of ["<script>1</script>", `<div><iframe srcdoc="<script>1</script>"></iframe></div>`, `<button onclick="go()">a</button>`, "<p>script</p>", "<style>p { color: red }</style><p>a</p>"]) found.push(await needs(html));
      equal(found, [true, true, true, false, false], "needsScripts");
    },
  },
];
