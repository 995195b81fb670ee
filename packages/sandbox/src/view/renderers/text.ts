import type { Renderer } from "./renderer.ts";

/** Characters that are drawn: laying out millions would stall the host's page where frames share its thread. */
const most = 100_000;

/** Text as it is, JSON indented: characters, never markup. */
export const renderText: Renderer = async ({ root, data }) => {
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  const text = typeof data === "string" ? data : JSON.stringify(data, null, 2);
  const rest = text.length - most;
  pre.textContent = rest > 0 ? `${text.slice(0, most)}\n… ${rest.toLocaleString("en")} more characters` : text;
  root.append(pre);
  return {};
};
