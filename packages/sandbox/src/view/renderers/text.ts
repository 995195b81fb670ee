import type { Renderer } from "./renderer.ts";

/** Text as it is, JSON indented: characters, never markup. */
export const renderText: Renderer = async ({ root, data }) => {
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.textContent = typeof data === "string" ? data : JSON.stringify(data, null, 2);
  root.append(pre);
  return {};
};
