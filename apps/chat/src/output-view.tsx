import { mime, type Output, type TableData, type View, type ViewTier } from "@vitrine/sdk";
import { useCallback, useEffect, useRef, useState } from "react";
import { Play, Save } from "./icons.tsx";
import { usePage } from "./page-context.ts";
import { pageSandbox } from "./page-sandbox.ts";
import { PosterImage } from "./poster-image.tsx";
import { pageTheme, type Poster } from "./poster.ts";
import { fileName, saveFile } from "./save-file.ts";
import { tableCsv } from "./table-csv.ts";

export interface OutputViewProps {
  runKey: string;
  output: Output;
  /** How it looked when it was drawn last. */
  poster: Poster | undefined;
  /** It was made before the page was loaded. */
  restored: boolean;
  /** It is of the run before; its successor is awaited. */
  stale: boolean;
}

/** One output in a sealed view, with ways to save it, and to run its scripts where it is HTML that has some. What is restored is a picture until the reader is near. */
export function OutputView({ runKey, output, poster, restored, stale }: OutputViewProps) {
  const { runs } = usePage().conversation;
  const slot = useRef<HTMLDivElement>(null);
  const latest = useRef(output);
  const open = useRef<View>(undefined);
  const [drawn, setDrawn] = useState<{ output: Output; view: View; needsScripts: boolean }>();
  const [tier, setTier] = useState<ViewTier>("static");
  const [problem, setProblem] = useState("");
  const hasData = Object.keys(output.data).length > 0;
  // Far from the reader the view shows it too.
  const kept = useRef(restored && poster?.theme === pageTheme() ? poster.image : undefined);

  const draw = useCallback(
    async (view: View, from?: Output) => {
      try {
        const next = latest.current;
        if (next !== from) await view.update(next);
        setDrawn({ output: next, view, needsScripts: view.needsScripts });
        setProblem("");
        // A restored figure has its picture already.
        if (isDrawing(view) && !(from && kept.current)) void picture(view).then((made) => runs.addPoster(runKey, next.id, made), () => {});
      } catch (error) {
        if ((error as { code?: string }).code !== "DISPOSED") setProblem(error instanceof Error ? error.message : String(error));
      }
    },
    [runs, runKey],
  );

  useEffect(() => {
    if (!hasData) return undefined;
    let gone = false;
    const show = async () => {
      const sandbox = await pageSandbox.open();
      if (gone) return;
      const first = latest.current;
      const view = await sandbox.show(first, slot.current!, { tier, ...(kept.current && { poster: kept.current }) });
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
  }, [hasData, tier, draw]);

  useEffect(() => {
    if (latest.current === output) return;
    latest.current = output;
    if (open.current) void draw(open.current);
  }, [output, draw]);

  const fail = (error: Error) => setProblem(error.message);
  return (
    <div className={stale ? "output stale" : "output"} aria-busy={stale}>
      {poster && !drawn && restored && <PosterImage poster={poster} alt={output.alt} />}
      <div ref={slot} className={drawn || problem || (poster && restored) || !hasData ? "slot" : "slot empty"} hidden={!hasData} />
      {!hasData && !poster && <p className="faint">{output.alt} (too large to keep; run it again)</p>}
      {problem && <p className="faint">{`${output.alt} (${problem})`}</p>}
      {drawn && (
        <div className="output-actions">
          {drawn.needsScripts && (
            <button type="button" className="quiet" onClick={() => setTier("scripted")}>
              <Play />
              Run its scripts
            </button>
          )}
          {savingsOf(drawn.output, drawn.view).map(({ extension, make }) => (
            <button key={extension} type="button" className="quiet" onClick={() => void make().then((blob) => saveFile(fileName(output.alt, extension), blob), fail)}>
              <Save />
              Save as {extension.toUpperCase()}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Figures cost time to draw: they get posters, and are saved as pictures. */
const isDrawing = (view: View) => view.mime === mime.plotly || view.mime.includes("vnd.vega");

async function picture(view: View): Promise<Poster> {
  const { width, height } = view.element.getBoundingClientRect();
  const theme = pageTheme();
  return { image: await view.toImage({ format: "png", scale: devicePixelRatio }), width, height, theme };
}

/** What an output can be saved as: a table as CSV, a drawing as PNG or SVG, a picture as PNG. */
function savingsOf(output: Output, view: View): { extension: string; make: () => Promise<Blob> }[] {
  if (view.mime === mime.table) {
    const table = output.data[mime.table] as unknown as TableData;
    return [{ extension: "csv", make: async () => new Blob([tableCsv(table)], { type: "text/csv" }) }];
  }
  const as = (format: "png" | "svg") => ({ extension: format, make: () => view.toImage({ format }) });
  if (isDrawing(view)) return [as("png"), as("svg")];
  return view.mime.startsWith("image/") ? [as("png")] : [];
}
