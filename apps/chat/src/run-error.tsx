import type { RunError as RunErrorData } from "@vitrine/sdk";

/** What went wrong, where, and what to do about it. The announcer has told it already. */
export function RunError({ error }: { error: Pick<RunErrorData, "name" | "message" | "fix"> & Partial<RunErrorData> }) {
  const { name, message, fix, line, source, traceback } = error;
  return (
    <div className="notice bad">
      <p>
        <strong>{name}</strong>
        {message && `: ${message}`}
        {line ? <span className="faint">{` (${source ? `${source}, ` : ""}line ${line})`}</span> : null}
      </p>
      {fix && <p>{fix}</p>}
      {traceback && (
        <details>
          <summary>Traceback</summary>
          <pre tabIndex={0}>{traceback}</pre>
        </details>
      )}
    </div>
  );
}
