import axe from "axe-core";
import { assert, type Case, equal } from "../harness/index.ts";
import { sharedSandbox } from "../support/sandbox.ts";
import { cellIn, mount, part, until } from "./mount.ts";

/** What axe finds in a place, shadow trees included; sealed frames let nobody in. */
async function violations(place: Element): Promise<string[]> {
  const { violations: found } = await axe.run(place, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { region: { enabled: false }, "page-has-heading-one": { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`).join("; ")}`);
}

export const accessCases: Case[] = [
  ...["light", "dark"].map((scheme): Case => ({
    id: `axe-${scheme}`,
    title: `U1: axe finds nothing in a cell, before, while and after it runs, editing and failed (${scheme})`,
    async run(context) {
      const place = mount(context, `<div style="color-scheme: ${scheme}; background: Canvas; padding: 20px"><vitrine-run code="import time\nprint('a')\nprint(1 / 0)"></vitrine-run></div>`);
      const cell = cellIn(place);
      cell.sandbox = await sharedSandbox("pyodide-0.29");
      await until("the cell is shown", () => cell.shadowRoot !== null);
      equal(await violations(place), [], "before");
      const run = cell.run();
      equal(await violations(place), [], "while it runs");
      await run;
      await until("the error is shown", () => cell.shadowRoot!.querySelector('[role="alert"]') !== null);
      for (const fold of cell.shadowRoot!.querySelectorAll("details")) fold.open = true;
      part(cell, "edit-button").click();
      equal(await violations(place), [], "failed, editing, unfolded");
      // The control: axe does look into the shadow.
      part(cell, "edit-button").textContent = "";
      assert((await violations(place)).some((text) => text.startsWith("button-name")), "a button without a name is found");
    },
  })),
  {
    id: "keyboard",
    title: "U1: every control can be reached by keyboard, in the order in which it stands, and has a name",
    async run(context) {
      const cell = cellIn(mount(context, `<vitrine-run code="print(1)"></vitrine-run>`));
      cell.sandbox = await sharedSandbox("pyodide-0.29");
      await cell.run();
      await until("the result is shown", () => !part(cell, "stdout").hidden && part(cell, "run-button").checkVisibility());
      const reachable = [...cell.shadowRoot!.querySelectorAll<HTMLElement>("button, textarea, summary, [tabindex], a[href]")].filter((each) => each.checkVisibility() && each.tabIndex >= 0);
      equal(reachable.map((each) => each.ariaLabel ?? each.textContent), ["Run", "Edit", "Copy", "Code", "Timings", "Printed"], "stops");
      for (const each of reachable) {
        each.focus();
        assert(cell.shadowRoot!.activeElement === each, `${each.textContent} takes the focus`);
      }
    },
  },
  {
    id: "rtl",
    title: "U1: in a right-to-left page the buttons change sides and code stays left to right; nothing overflows at 280 pixels",
    async run(context) {
      const place = mount(context, `<div dir="rtl" style="inline-size: 280px"><vitrine-run code="print('a' * 400)"></vitrine-run></div>`);
      const cell = cellIn(place);
      cell.sandbox = await sharedSandbox("pyodide-0.29");
      await cell.run();
      await until("the result is shown", () => !part(cell, "stdout").hidden);
      const [language, copy, code] = ["language", "copy-button", "code"].map((name) => part(cell, name));
      assert(language!.getBoundingClientRect().right > copy!.getBoundingClientRect().right, "the language stands at the right");
      equal([getComputedStyle(code!).direction, getComputedStyle(code!).textAlign], ["ltr", "left"], "code");
      assert(cell.scrollWidth <= 280 && part(cell, "cell").scrollWidth <= 280, `${cell.scrollWidth} pixels wide`);
    },
  },
  {
    id: "themes",
    title: "U1: custom properties and parts reach the look; the scheme is the page's, or the attribute's",
    async run(context) {
      const place = mount(context, `<style>.themed { --vitrine-surface: rgb(1, 2, 3); --vitrine-accent: rgb(4, 5, 6); } .themed::part(code) { color: rgb(7, 8, 9); }</style><vitrine-run class="themed" code="1"></vitrine-run><vitrine-run theme="dark" code="1"></vitrine-run><vitrine-run code="1"></vitrine-run>`);
      const [themed, dark, plain] = place.querySelectorAll("vitrine-run");
      await until("they are shown", () => plain!.shadowRoot !== null && themed!.shadowRoot !== null);
      const style = (cell: Element, name: string) => getComputedStyle(part(cell, name));
      equal([style(themed!, "cell").backgroundColor, style(themed!, "run-button").color, style(themed!, "code").color], ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"], "themed");
      equal([style(dark!, "cell").backgroundColor, style(plain!, "cell").backgroundColor], ["rgb(28, 30, 33)", "rgb(255, 255, 255)"], "schemes");
    },
  },
];
