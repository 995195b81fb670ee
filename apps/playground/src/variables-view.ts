import type { Variable } from "@vitrine/sdk";
import { element } from "./element.ts";

/** The variables of a session as a table; null: the run was in none. */
export function showVariables(parent: HTMLElement, count: HTMLElement, variables: readonly Variable[] | null): void {
  count.textContent = variables?.length ? String(variables.length) : "";
  if (!variables?.length) {
    parent.replaceChildren(element("p", "faint", variables ? "No variables yet." : "Tick “Keep variables” to run in a session: later runs then find what earlier ones made."));
    return;
  }
  const head = element("tr", "", ...["Name", "Type", "Shape", "Value"].map((text) => element("th", "", text)));
  const rows = variables.map(({ name, type, shape, preview }) => {
    const label = element("th", "", name);
    label.scope = "row";
    return element("tr", "", label, element("td", "", type), element("td", "", shape?.join(" × ") ?? ""), element("td", "", preview));
  });
  parent.replaceChildren(element("table", "variables", element("thead", "", head), element("tbody", "", ...rows)));
}
