import { mime, type Output, type TableData, type View } from "@vitrine/sdk";
import { useEffect, useRef, useState } from "react";
import { Save } from "./icons.tsx";
import { pageSandbox } from "./page-sandbox.ts";
import { fileName, saveFile } from "./save-file.ts";
import { tableCsv } from "./table-csv.ts";

/** One output in a sealed view frame, with a way to save it. */
export function OutputView({ output }: { output: Output }) {
  const slot = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>();
  const [problem, setProblem] = useState("");

  useEffect(() => {
    let gone = false;
    let shown: View | undefined;
    const show = async () => {
      const sandbox = await pageSandbox();
      if (gone) return;
      shown = await sandbox.show(output, slot.current!);
      if (gone) shown.dispose();
      else setView(shown);
    };
    show().catch((error: unknown) => gone || setProblem(error instanceof Error ? error.message : String(error)));
    return () => {
      gone = true;
      shown?.dispose();
    };
  }, [output]);

  const saving = view && savingOf(output, view);
  const save = () => void saving?.make().then((blob) => saveFile(fileName(output.alt, saving.extension), blob), (error: Error) => setProblem(error.message));
  return (
    <div className="output">
      <div ref={slot} className={view ? "slot" : "slot empty"} />
      {problem && <p className="faint">{`${output.alt} (${problem})`}</p>}
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
  if (view.mime === mime.plotly || view.mime.startsWith("image/")) return { extension: "png", make: () => view.toImage({ format: "png" }) };
  return undefined;
}
