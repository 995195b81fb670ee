import { useEffect, useRef, useState } from "react";
import { Close } from "./icons.tsx";
import { fileName, saveFile } from "./save-file.ts";
import { sizeText } from "./size-text.ts";
import { type PageKind, standalonePage } from "./standalone-page.ts";
import { useRun } from "./use-run.ts";

/** What is to be saved. */
export interface Shared {
  runKey: string;
  title: string;
  /** The text of the reply. */
  lead: string;
}

const kinds: readonly { kind: PageKind; name: string; words: string }[] = [
  { kind: "result", name: "The result", words: "Shows what this run made. Nothing runs; works offline." },
  { kind: "offline", name: "The program, offline", words: "Runs it again wherever it is opened, without a network: Python, its packages and the chart library are inside." },
  { kind: "online", name: "The program, small", words: "Runs it again; Python and packages come from the public CDN, each checked by its hash." },
];

/** A dialog that saves a run as one HTML file. The size of each kind is told before. */
export function ShareDialog({ runKey, title, lead, onClose }: Shared & { onClose: () => void }) {
  const { run, state } = useRun(runKey);
  const dialog = useRef<HTMLDialogElement>(null);
  const [pages, setPages] = useState<Partial<Record<PageKind, Blob | string>>>({});
  useEffect(() => dialog.current?.showModal(), []);
  const result = state?.result;
  const outputs = state?.outputs;

  useEffect(() => {
    if (!run || !result || !outputs) return undefined;
    let gone = false;
    const make = async () => {
      // One after another: the large one last would keep the others waiting otherwise.
      for (const kind of ["result", "online", "offline"] as const) {
        if (gone) return;
        const page = await standalonePage(kind, { request: run.request, state: run.state(), title, lead }).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
        if (!gone) setPages((made) => ({ ...made, [kind]: page }));
      }
    };
    void make();
    return () => {
      gone = true;
    };
  }, [run, result, outputs, title, lead]);

  return (
    <dialog ref={dialog} className="share" aria-labelledby="share-title" onClose={onClose} onClick={(event) => event.target === dialog.current && dialog.current?.close()}>
      <div className="share-content">
        <header>
          <h2 id="share-title">Save as one HTML file</h2>
          <button type="button" className="quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Close />
          </button>
        </header>
        <p className="faint">For sending, keeping, or opening from disk. The file is made in your browser; nothing is uploaded.</p>
        <ul>
          {kinds.map(({ kind, name, words }) => {
            const page = pages[kind];
            const ready = page instanceof Blob;
            return (
              <li key={kind}>
                <button type="button" disabled={!ready} onClick={() => ready && saveFile(fileName(title, "html"), page)}>
                  <span className="share-name">
                    <strong>{name}</strong>
                    <span className="faint">{ready ? sizeText(page.size) : page === undefined ? "working out the size…" : "not possible"}</span>
                  </span>
                  <span>{typeof page === "string" ? page : words}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
    </dialog>
  );
}
