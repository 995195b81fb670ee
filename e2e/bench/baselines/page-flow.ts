import { bootPyodide } from "./boot-pyodide.ts";
import { drawFigure } from "./plotly-script.ts";

/** What published examples do: interpreter, package, program and drawing, one after the other on the page's own thread. */
export async function pageFlow(code: string, element: HTMLElement): Promise<void> {
  const pyodide = await bootPyodide({ packages: [], wheels: ["plotly"] });
  await drawFigure(String(await pyodide.runPythonAsync(`${code}\nfig.to_json()`)), element);
}
