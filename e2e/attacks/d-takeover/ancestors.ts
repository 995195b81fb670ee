import { type Attack, equal, once, type Trap } from "../harness/index.ts";
import { documents, inDocument, inUnsealed, type Where } from "../support/in-document.ts";
import { createTraps, nothing } from "../support/traps.ts";

/** Ways to send a window around this one to an address. */
const ways = {
  location: ({ whom, url }: Aim) => void ((whom === "top" ? top! : parent).location.href = url),
  replace: ({ whom, url }: Aim) => (whom === "top" ? top! : parent).location.replace(url),
  open: ({ whom, url }: Aim) => void open(url, `_${whom}`),
  anchor: ({ whom, url }: Aim) => {
    const anchor = Object.assign(document.createElement("a"), { href: url, target: `_${whom}` });
    document.body.append(anchor);
    anchor.click();
  },
  form: ({ whom, url }: Aim) => {
    const form = Object.assign(document.createElement("form"), { action: url, target: `_${whom}` });
    document.body.append(form);
    form.submit();
  },
  base: ({ whom, url }: Aim) => {
    document.head.append(Object.assign(document.createElement("base"), { target: `_${whom}` }));
    const anchor = Object.assign(document.createElement("a"), { href: url });
    document.body.append(anchor);
    anchor.click();
  },
};

interface Aim {
  whom: "top" | "parent";
  url: string;
}

type Way = keyof typeof ways;
const names = Object.keys(ways) as Way[];

/** In a frame of the page's own, so that the control sends that one away, and not the page. */
async function control(way: Way, trap: Trap): Promise<() => void> {
  const stage = document.createElement("iframe");
  document.body.append(stage);
  const child = stage.contentDocument!.createElement("iframe");
  child.srcdoc = `<!doctype html><body><script>(${String(ways[way])})(${JSON.stringify({ whom: "parent", url: trap.url })})</script>`;
  stage.contentDocument!.body.append(child);
  await trap.caught("http");
  return () => stage.remove();
}

const tryAll = once(async (context) => {
  const traps = {} as Record<Where, Record<"top" | "parent", Record<Way, Trap>>>;
  for (const where of documents) {
    traps[where] = { top: await createTraps(`top-${where}`, names), parent: await createTraps(`parent-${where}`, names) };
    for (const whom of ["top", "parent"] as const) {
      for (const way of names) await inDocument(context, where, ways[way], { whom, url: traps[where][whom][way].url }).catch(() => {});
    }
  }
  const controls = await createTraps("ancestor", names);
  for (const way of names) context.after(await control(way, controls[way]));
  return traps;
});

export const ancestorAttacks: Attack[] = [
  ...names.map((way) => ({
    id: `D-send-away-${way}`,
    title: `S2, S8: neither the page nor the shell is sent to an address (${way}); the parent of an unsealed frame is`,
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run() {
      const traps = await tryAll();
      for (const where of documents) {
        // The shell may be asked to go: Chromium then connects before the policy says no (C-document-navigation-connects).
        for (const whom of ["top", "parent"] as const) nothing({ ...(await traps[where][whom][way].seen()), dns: 0, tcp: 0 }, `from ${where}, for its ${whom}`);
      }
    },
  })),
  ...Object.entries({
    "close-itself": () => {
      parent.close();
      close();
    },
    "post-and-stop": () => {
      top!.postMessage({ type: "run-end" }, "*");
      top!.stop();
    },
    blur: () => {
      top!.blur();
      top!.focus();
    },
    "print-and-alert": () => {
      alert("x");
      print();
    },
  }).map(([name, act]) => ({
    id: `D-page-stays-${name}`,
    title: `S1, S8: the page stays as it was after ${name} from a sealed document`,
    timeoutMs: 20_000,
    allowConsoleErrors: true,
    async run(context: Parameters<Attack["run"]>[0]) {
      const events: string[] = [];
      for (const type of ["pagehide", "beforeunload", "popstate", "beforeprint", "blur"]) {
        const hear = () => events.push(type);
        addEventListener(type, hear);
        context.after(() => removeEventListener(type, hear));
      }
      for (const where of documents) await inDocument(context, where, act, null).catch(() => {});
      // Those tasks would have been queued by now.
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (events.length > 0) throw new Error(`the page saw ${events.join(", ")}`);
    },
  })),
  {
    id: "D-page-stays-history",
    title: "S1, S8: a script in a sealed document cannot take the page back in its history; one in an unsealed frame can",
    timeoutMs: 20_000,
    allowConsoleErrors: true,
    async run(context) {
      let steps = 0;
      const hear = () => (steps += 1);
      addEventListener("popstate", hear);
      context.after(() => removeEventListener("popstate", hear));
      // Steps that stay in this document, so that the page lives to tell.
      for (let step = 0; step < documents.length + 2; step++) history.pushState(null, "");
      const back = () => history.back();
      for (const where of documents) await inDocument(context, where, back, null);
      const sealed = new Promise<number>((resolve) => setTimeout(() => resolve(steps), 500));
      equal(await sealed, 0, "steps that the page was taken back");
      await inUnsealed(context, back, null);
      const until = performance.now() + 5000;
      while (steps === 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      equal(steps, 1, "control: steps by an unsealed frame");
    },
  },
  {
    id: "D-page-stays-close",
    title: "S1, S8: a script in a sandboxed frame cannot close the window around it; one in another frame can",
    timeoutMs: 20_000,
    async run({ after, skip }) {
      // A window of the test's own: the page's could not tell afterwards.
      const openWith = (frame: (close: string) => string) => {
        const opened = open("about:blank", "_blank", "popup");
        if (!opened) return skip("this driver lets no page open a window");
        after(() => opened.close());
        opened.document.body.innerHTML = frame("<script>top.postMessage('tried', '*'); top.close()</script>");
        return opened;
      };
      const sealed = openWith((script) => `<iframe sandbox="allow-scripts" srcdoc="${script}"></iframe>`);
      let tried = false;
      sealed.addEventListener("message", () => (tried = true));
      const control = openWith((script) => `<iframe srcdoc="${script}"></iframe>`);
      const until = performance.now() + 5000;
      const wait = async (fits: () => boolean) => {
        while (!fits() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      await wait(() => control.closed);
      equal(control.closed, true, "control: a frame that is not sandboxed closes its window");
      // One that is closed hears nothing any more.
      await wait(() => tried || sealed.closed);
      await new Promise((resolve) => setTimeout(resolve, 200));
      equal(sealed.closed, false, "whether the window was closed");
    },
  },
];
