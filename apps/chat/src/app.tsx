import { useEffect } from "react";
import { abortRuns } from "./active-runs.ts";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { MessageList } from "./message-list.tsx";
import { pageSandbox } from "./page-sandbox.ts";
import { useConversation } from "./use-conversation.ts";
import { useModelName } from "./use-model-name.ts";
import { useStickToBottom } from "./use-stick-to-bottom.ts";
import { Welcome } from "./welcome.tsx";

export function App() {
  const model = useModelName();
  const { messages, busy, error, send, stop, clear, retry, onRunEnd } = useConversation();
  const { scroller, content, atEnd, toEnd } = useStickToBottom();
  const started = messages.length > 0;

  // The runtime loads while the reader writes; what goes wrong is told at the first run.
  useEffect(() => void pageSandbox().catch(() => {}), []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      if (busy) void stop();
      else abortRuns();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [busy, stop]);

  const ask = (text: string) => {
    toEnd();
    send(text);
  };
  const restart = () => {
    abortRuns();
    clear();
  };

  return (
    <>
      <Header model={model} onClear={started ? restart : undefined} />
      <main ref={scroller} tabIndex={0} aria-label="Conversation">
        <div ref={content} className="column">
          {started ? <MessageList messages={messages} busy={busy} error={error} onRunEnd={onRunEnd} onRetry={() => void retry()} /> : <Welcome onChoose={ask} />}
        </div>
      </main>
      <Composer busy={busy} showSuggestions={started && model?.scripted === true} onSend={ask} onStop={() => void stop()} onToEnd={atEnd ? undefined : toEnd} />
    </>
  );
}
