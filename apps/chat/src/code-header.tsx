import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";
import { Save } from "./icons.tsx";
import type { Fence } from "./read-fence.ts";
import { saveFile } from "./save-file.ts";

const extensions: Record<string, string> = { python: "py", py: "py", javascript: "js", js: "js", typescript: "ts", sh: "sh", bash: "sh", sql: "sql", html: "html", css: "css", json: "json" };

/** The line above a block of code: its language, and what can be done with it. */
export function CodeHeader({ language, code, children }: Fence & { children?: ReactNode }) {
  return (
    <div className="code-header">
      {children ?? <span className="language">{language || "text"}</span>}
      <span className="code-actions">
        <button type="button" className="quiet" aria-label="Save the code" onClick={() => saveFile(`program.${extensions[language] ?? "txt"}`, new Blob([code], { type: "text/plain" }))}>
          <Save />
        </button>
        <CopyButton text={code} />
      </span>
    </div>
  );
}
