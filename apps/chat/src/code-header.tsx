import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";
import type { Fence } from "./read-fence.ts";

/** The line above a block of code: its language, and what can be done with it. */
export function CodeHeader({ language, code, children }: Fence & { children?: ReactNode }) {
  return (
    <div className="code-header">
      {children ?? <span className="language">{language || "text"}</span>}
      <CopyButton text={code} />
    </div>
  );
}
