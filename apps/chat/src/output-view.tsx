import { mime, type Output, type TableData, type View, type ViewTier } from "@vitrine/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { Play, Save } from "./icons.tsx";
import { pageSandbox } from "./page-sandbox.ts";
import { fileName, saveFile } from "./save-file.ts";
import { tableCsv } from "./table-csv.ts";

/** One output in a sealed view frame, with a way to save it, and to run its scripts where it is HTML that has some. */
export function OutputView({ output }: { output: Output }) {
  const slot = useRef<HTMLDivElement>(null);
  const latest = useRef(output);
  const open = useRef<View>(undefined);
  const [drawn, setDrawn] = useState<{ output: Output; view: View; needsScripts: boolean }>();
  const [tier, setTier] = useState<ViewTier>("static");
  const [problem, setProblem] = useState("");

  const draw = useCallback(async (view: View, from?: Output) => {
    try {
      const wanted = latest.current;
      if (wanted !== from) await view.update(wanted);
      setDrawn({ output: wanted, view, needsScripts: view.needsScripts });
      setProblem("");
    } catch (error) {
      if ((error as { code?: string }).code !== "DISPOSED") setProblem(error instanceof Error ? error.message : String(error));
    }
  }, []);

  useEffect(() => {
    let gone = false;
    const show = async () => {
      const sandbox = await pageSandbox();
      if (gone) return;
      const first = latest.current;
      const view = await sandbox.show(first, slot.current!, { tier });
      if (gone) return view.dispose();
      open.current = view;
      await draw(view, first);
    };
    show().catch((error: unknown) => gone || setProblem(error instanceof Error ? error.message : String(error)));
    return () => {
      gone = true;
      open.current?.dispose();
      open.current = undefined;
      setDrawn(undefined);
    };
  }, [tier, draw]);

  useEffect(() => {
    if (latest.current === output) return;
    latest.current = output;
    if (open.current) void draw(open.current);
  }, [output, draw]);

  const saving = drawn && savingOf(drawn.output, drawn.view);
  const save = () => void saving?.make().then((blob) => saveFile(fileName(output.alt, saving.extension), blob), (error: Error) => setProblem(error.message));
  return (
    <div className="output">
      <div ref={slot} className={drawn || problem ? "slot" : "slot empty"} />
      {problem && <p className="faint">{`${output.alt} (${problem})`}</p>}
      {drawn?.needsScripts && (
        <button type="button" className="quiet" onClick={() => setTier("scripted")}>
          <Play />
          Run its scripts
        </button>
      )}
      {saving && (
        <button type="button" className="quiet" onClick={save}>
          <Save />
          Save as {saving.extension.toUpperCase()}
        </button>
      )}
    </div>
  );
}

/** What an output can be saved as: a table as CSV, a drawing as PNG. */
function savingOf(output: Output, view: View): { extension: string; make: () => Promise<Blob> } | undefined {
  if (view.mime === mime.table) {
    const table = output.data[mime.table] as unknown as TableData;
    return { extension: "csv", make: async () => new Blob([tableCsv(table)], { type: "text/csv" }) };
  }
  if (view.mime === mime.plotly || /^image\/|vnd\.vega/.test(view.mime)) return { extension: "png", make: () => view.toImage({ format: "png" }) };
  return undefined;
}
