/** Says that no reply came, and lets the reader try again. */
export function ReplyError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>The reply did not come.</strong> {error.message}
      </p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
