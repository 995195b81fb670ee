import type { Output } from "@vitrine/sdk";
import { mime } from "@vitrine/sdk";
import { listenToFrames, outputOf, show } from "../../conformance/views/show.ts";
import { assert, type Attack, type Catch, createTrap, equal, once, settings } from "../harness/index.ts";
import { nothing } from "../support/traps.ts";

/** An output that wants something of the network, or to run something. */
export interface HostileOutput {
  /** `say` is JavaScript that tells the page that it ran. */
  make(url: string, say: string): Output;
  /** What a browser that draws it as it is, with `scripts` of Vitrine's assets at hand, would do: the control. */
  plain?: {
    html(url: string, say: string): string;
    scripts?: string[];
    /** Not as it is, but as a sanitizer writes it that takes scripts, handlers and addresses out of what it parsed. */
    naive?: boolean;
    /** What must arrive beside a request. */
    by?: (keyof Catch)[];
  };
  /** Engines in which the control must not be asked for, with the reason. */
  noControl?: Partial<Record<string, string>>;
}

interface Seen {
  /** "" or the code of the refusal. */
  refused: string;
  caught: Catch;
  said: boolean;
  control?: { caught: Catch; said: boolean };
}

const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const fired = ({ plain }: HostileOutput, caught: Catch) => caught.http > 0 || (plain?.by ?? []).some((kind) => caught[kind] > 0);

/** A document that does what careless pages do: parse, take out what is known to be dangerous, write, and parse again. */
function naivelySanitised(markup: string): string {
  const json = JSON.stringify(markup).replaceAll("<", String.raw`\u003c`);
  return `<body><script>
    const parsed = new DOMParser().parseFromString(${json}, "text/html");
    for (const element of parsed.querySelectorAll("*")) {
      if (element.localName === "script") element.remove();
      for (const { name } of [...element.attributes]) if (name.startsWith("on") || ["src", "href", "srcset"].includes(name)) element.removeAttribute(name);
    }
    document.body.append(document.createElement("div"));
    document.body.lastChild.innerHTML = parsed.body.innerHTML;
  </script>`;
}

/** Draws all of them in one view, one after another, and beside it each as it is in a bare frame. Each becomes an attack. */
export function attacksOf(prefix: string, what: string, outputs: Record<string, HostileOutput>): Attack[] {
  const drawAll = once(async (context) => {
    const heard = listenToFrames(context) as unknown as string[];
    const { view } = await show(context, outputOf({ [mime.text]: "first" }));
    const traps = Object.fromEntries(await Promise.all(Object.keys(outputs).map(async (name) => [name, { sealed: await createTrap(name), control: await createTrap(name) }] as const)));
    const sayOf = (mark: string) => `top.postMessage('${mark}','*')`;
    const refused: Record<string, string> = {};
    for (const [name, { make }] of Object.entries(outputs)) {
      const draw = view.update(make(traps[name]!.sealed.url, sayOf(`sealed-${name}`)));
      refused[name] = await draw.then(() => "", (error: { code?: string }) => error.code ?? String(error));
      await frames();
    }
    const controlled = Object.entries(outputs).filter(([, { plain }]) => plain);
    for (const [name, { plain }] of controlled) {
      const iframe = document.createElement("iframe");
      iframe.sandbox.add("allow-scripts", "allow-forms");
      const scripts = (plain!.scripts ?? []).map((path) => `<script src="${new URL(settings.assets + path, location.href).href}"></script>`);
      const markup = plain!.html(traps[name]!.control.url, sayOf(`control-${name}`));
      iframe.srcdoc = scripts.join("") + (plain!.naive ? naivelySanitised(markup) : markup);
      document.body.append(iframe);
      context.after(() => iframe.remove());
    }
    const until = performance.now() + 15_000;
    const saw = async (name: string) => heard.includes(`control-${name}`) || fired(outputs[name]!, await traps[name]!.control.seen());
    for (const [name, { noControl }] of controlled) while (!noControl?.[settings.engine] && !(await saw(name)) && performance.now() < until) await pause(20);
    // What the view drew has long been drawn.
    return Object.fromEntries(await Promise.all(Object.keys(outputs).map(async (name): Promise<[string, Seen]> => {
      const { sealed, control } = traps[name]!;
      const controls = outputs[name]!.plain && { control: { caught: await control.seen(), said: heard.includes(`control-${name}`) } };
      return [name, { refused: refused[name]!, caught: await sealed.seen(), said: heard.includes(`sealed-${name}`), ...controls }];
    })));
  });
  return Object.entries(outputs).map(([name, { noControl }]) => ({
    id: `${prefix}${name}`,
    title: `S4: ${what} runs nothing and asks for nothing (${name})`,
    timeoutMs: 120_000,
    allowConsoleErrors: true,
    async run() {
      const { refused, caught, said, control } = (await drawAll())[name]!;
      const excuse = noControl?.[settings.engine];
      if (control && !excuse) assert(control.said || fired(outputs[name]!, control.caught), "control: as it is, a browser should run it or ask");
      nothing(caught, "from the view");
      equal(said, false, "whether a script ran");
      assert(["", "VIEW_FAILED", "OUTPUT_LIMIT", "OUTPUT_UNSUPPORTED"].includes(refused), `refused with ${refused}`);
      return `${refused || "drawn"}; control: ${excuse ?? (control ? JSON.stringify({ ...control.caught, said: control.said }) : "none")}`;
    },
  }));
}
