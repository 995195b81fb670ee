/** One thing that is measured on both sides, alternately; it may fill several rows. */
export interface Race {
  /** Row id → unit. Less is better, but of payloads per second. */
  rows: Record<string, string>;
  /** Which page measures; a visit measures by being loaded, a bench is up and is asked again and again, a chat is loaded anew and then asked. */
  how: "visit" | "chat" | "bench" | "memory" | "template";
  baseline: "page flow" | "worker flow" | "raw Pyodide" | "Plotly that is loaded" | "text put together" | "published" | "the module as it is";
}

/** The whole bench, in the order in which it is printed. docs/performance.md says what each row means. */
export const races: readonly Race[] = [
  { rows: { "first-figure": "ms", "host-stall": "ms" }, how: "visit", baseline: "page flow" },
  { rows: { "last-token": "ms" }, how: "chat", baseline: "page flow" },
  { rows: { "last-token-drawn": "ms" }, how: "bench", baseline: "Plotly that is loaded" },
  { rows: { "fresh-plotly": "ms" }, how: "bench", baseline: "worker flow" },
  { rows: { "fresh-science": "ms" }, how: "bench", baseline: "worker flow" },
  { rows: { "kill-ready": "ms" }, how: "bench", baseline: "worker flow" },
  { rows: { "compute-pystone": "ms" }, how: "bench", baseline: "raw Pyodide" },
  { rows: { "compute-strings": "ms" }, how: "bench", baseline: "raw Pyodide" },
  { rows: { "compute-numpy": "ms" }, how: "bench", baseline: "raw Pyodide" },
  { rows: { "figure-1e4": "ms" }, how: "bench", baseline: "worker flow" },
  { rows: { "figure-1e6": "ms" }, how: "bench", baseline: "worker flow" },
  { rows: { "stdout-1mb": "ms", "stdout-1mb-stall": "ms" }, how: "bench", baseline: "worker flow" },
  { rows: { "stdout-100mb": "ms", "stdout-100mb-stall": "ms" }, how: "bench", baseline: "worker flow" },
  { rows: { "wasi-cold": "ms" }, how: "bench", baseline: "published" },
  { rows: { "wasi-load": "ms" }, how: "bench", baseline: "published" },
  { rows: { "wasi-load-kept": "ms" }, how: "bench", baseline: "published" },
  { rows: { "wasi-hello": "ms" }, how: "bench", baseline: "published" },
  { rows: { "wasi-hello-kept": "ms" }, how: "bench", baseline: "published" },
  { rows: { "factorial-1000": "ms" }, how: "bench", baseline: "published" },
  { rows: { "array-sort": "ms" }, how: "bench", baseline: "published" },
  { rows: { metering: "ms" }, how: "bench", baseline: "the module as it is" },
  { rows: { memory: "MiB" }, how: "memory", baseline: "worker flow" },
  { rows: { template: "payloads/s" }, how: "template", baseline: "text put together" },
];
