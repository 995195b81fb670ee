import { define } from "./host.ts";
import { inspect } from "./inspect.ts";
import { clearOutputs, emit } from "./outputs.ts";

const plotly = "application/vnd.plotly.v1+json";
/** What Deno's kernel calls to show a value: its MIME bundle. */
const displayed = Symbol.for("Jupyter.display");

type Thing = Record<string, unknown>;
const isThing = (value: unknown): value is Thing => typeof value === "object" && value !== null;

/** Keys by which Plotly's traces tell themselves from other objects. */
const traceKeys = ["x", "y", "z", "values", "labels", "lat", "lon", "locations", "r", "theta", "node", "a", "header", "value", "open", "dimensions"];
const isTrace = (value: unknown) => isThing(value) && !Array.isArray(value) && (typeof value["type"] === "string" || traceKeys.some((key) => Array.isArray(value[key]) || ArrayBuffer.isView(value[key])));

/** A Plotly figure as plain data. `certain`: with a layout, or nothing but figure keys. */
export function isFigure(value: unknown, certain = false): value is Thing & { data: unknown[] } {
  if (!isThing(value) || !Array.isArray(value["data"]) || value["data"].length === 0 || !value["data"].every(isTrace)) return false;
  return !certain || isThing(value["layout"]) || value["data"].every((trace) => typeof (trace as Thing)["type"] === "string");
}

/** A Vega or Vega-Lite specification, by its `$schema`; its MIME type. */
function vegaType(value: unknown): string | undefined {
  const [, kind, version] = /\/schema\/(vega|vega-lite)\/v(\d+)/.exec(isThing(value) && typeof value["$schema"] === "string" ? value["$schema"] : "") ?? [];
  return kind && `application/vnd.${kind.replace("-", "")}.v${version}+json`;
}

export const isDrawing = (value: unknown, certain = false): boolean => isFigure(value, certain) || vegaType(value) !== undefined;

/** What was shown, with how it looked then: a figure that changed since is another. */
const shown = new WeakMap<object, string>();
export const wasShown = (value: object): boolean => shown.get(value) === JSON.stringify(value);

/** What the program was given is not drawn unless it shows it. */
export const noteGiven = (value: unknown): void => {
  for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) if (isThing(each)) shown.set(each, JSON.stringify(each));
};

/** Whether a drawing came at all in this run. */
export let drew = false;
export const resetDisplay = (): void => void (drew = false);

/** A value as a MIME bundle. */
export function bundleOf(value: unknown): Record<string, unknown> {
  if (isThing(value) && typeof value[displayed as never] === "function") return (value[displayed as never] as () => Record<string, unknown>)();
  if (isFigure(value)) return { [plotly]: { data: value.data, layout: isThing(value["layout"]) ? value["layout"] : {}, ...(Array.isArray(value["frames"]) && { frames: value["frames"] }) } };
  const vega = vegaType(value);
  if (vega) return { [vega]: value };
  return { "text/plain": typeof value === "string" ? value : inspect(value) };
}

/** Shows a value, as Python's display() does. `id`: showing another under the same id takes its place. */
export function display(value: unknown, { id, raw = false, metadata }: { id?: string; raw?: boolean; metadata?: object } = {}): void {
  const bundle = raw ? (value as Record<string, unknown>) : bundleOf(value);
  if (isDrawing(value) || Object.keys(bundle).some((type) => /plotly|vega/.test(type))) {
    drew = true;
    if (isThing(value)) shown.set(value, JSON.stringify(value));
  }
  emit(bundle, id, metadata);
}

/** A function that makes something displayable of a text: HTML("<b>…</b>"), with or without `new`, or as a template's tag. */
const markup = (type: string) =>
  function (text: unknown, ...values: unknown[]) {
    const whole = isThing(text) && Array.isArray(text["raw"]) ? String.raw({ raw: text as unknown as string[] }, ...values) : String(text);
    return { [displayed]: () => ({ [type]: whole }) };
  };

/** What stands for the element that a program draws into; the same one is the same output. */
const targetId = (target: unknown) => `plot:${typeof target === "string" ? target : isThing(target) && typeof target["id"] === "string" ? target["id"] : "anonymous"}`;

function draw(target: unknown, data: unknown, layout: unknown): Promise<unknown> {
  const figure = isThing(data) && !Array.isArray(data) ? data : { data: data ?? [], layout: layout ?? {} };
  drew = true;
  shown.set(figure, JSON.stringify(figure));
  emit({ [plotly]: { data: figure["data"], layout: figure["layout"] ?? {} } }, targetId(target));
  return Promise.resolve(target);
}

/** Plotly.js as far as drawing a figure goes. */
export const Plotly = { newPlot: draw, react: draw, plot: draw, purge() {}, version: "4.1.1" };

/** vega-embed as far as drawing a specification goes. */
export function vegaEmbed(target: unknown, spec: unknown): Promise<object> {
  drew = true;
  if (isThing(spec)) shown.set(spec, JSON.stringify(spec));
  emit({ [vegaType(spec) ?? "application/vnd.vegalite.v6+json"]: spec }, targetId(target));
  return Promise.resolve({ spec });
}

export function installDisplay(): void {
  const names = { HTML: "text/html", Markdown: "text/markdown", SVG: "image/svg+xml", Latex: "text/latex" };
  for (const [name, type] of Object.entries(names)) define(name, markup(type));
  for (const [name, value] of Object.entries({ display, clearOutput: clearOutputs, Plotly, vegaEmbed })) define(name, value);
}
