import { useChat } from "@ai-sdk/react";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { announcement } from "./announcer.ts";
import { Composer } from "./composer.tsx";
import { callsOf, type Conversation } from "./conversation.ts";
import { Header } from "./header.tsx";
import { Inspector } from "./inspector.tsx";
import { MessageList } from "./message-list.tsx";
import { Page } from "./page-context.ts";
import { pageSandbox } from "./page-sandbox.ts";
import { ShareDialog, type Shared } from "./share-dialog.tsx";
import { useFileDrop } from "./use-file-drop.ts";
import { useModelName } from "./use-model-name.ts";
import { useOnline } from "./use-online.ts";
import { useStickToBottom } from "./use-stick-to-bottom.ts";
import { Welcome } from "./welcome.tsx";

export function App({ conversation }: { conversation: Conversation }) {
  const model = useModelName();
  const online = useOnline();
  const { messages, status, error, regenerate } = useChat({ chat: conversation.chat, throttle: 40 });
  const running = useSyncExternalStore(conversation.runs.subscribe, () => conversation.runs.active.length > 0);
  const spoken = useSyncExternalStore(announcement.subscribe, announcement.text);
  const { scroller, content, atEnd, toEnd } = useStickToBottom();
  const [inspected, setInspected] = useState<string>();
  const [shared, setShared] = useState<Shared>();
  const [refused, setRefused] = useState("");
  const streaming = status === "submitted" || status === "streaming";
  // Between the end of a run and the model's next words, too.
  const answering = callsOf(messages).some(({ state, toolCallId }) => state === "input-available" && conversation.runs.get(toolCallId) !== undefined);
  const started = messages.length > 0;

  // The runtime loads while the reader writes; what goes wrong is told at the first run.
  useEffect(() => void pageSandbox.open().catch(() => {}), []);
  // Where a reload left off.
  useEffect(() => {
    if (conversation.chat.messages.length > 0) toEnd();
  }, [conversation, toEnd]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // In a dialog Escape closes it.
      if (event.key === "Escape" && !document.querySelector("dialog[open]")) conversation.stop();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [conversation]);

  const addFiles = useCallback((files: readonly File[]) => setRefused(conversation.files.add(files)), [conversation]);
  const dropping = useFileDrop(addFiles);
  const page = useMemo(
    () => ({ conversation, inspect: setInspected, share: (runKey: string, title: string, lead: string) => setShared({ runKey, title, lead }) }),
    [conversation],
  );
  const ask = (text: string) => {
    toEnd();
    void conversation.send(text);
  };

  return (
    <Page value={page}>
      <a className="skip" href="#message">
        Skip to the message box
      </a>
      <Header model={model} onClear={started ? () => conversation.clear() : undefined} />
      {!online && (
        <p className="offline" role="status">
          You are offline. What has been loaded goes on working; new replies need the network.
        </p>
      )}
      <main ref={scroller} tabIndex={0} aria-label="Conversation">
        <div ref={content} className="column">
          {started ? <MessageList messages={messages} streaming={streaming} error={error} onRetry={() => void regenerate()} /> : <Welcome onChoose={ask} />}
        </div>
      </main>
      <Composer
        busy={streaming || running || answering}
        suggests={started && model?.scripted === true}
        refused={refused}
        onFiles={addFiles}
        onSend={ask}
        onStop={() => conversation.stop()}
        onToEnd={atEnd ? undefined : toEnd}
      />
      {dropping && (
        <div className="drop" aria-hidden="true">
          <p>Drop files here: programs of this chat can read them. They stay in your browser.</p>
        </div>
      )}
      {inspected !== undefined && <Inspector runKey={inspected} onClose={() => setInspected(undefined)} />}
      {shared && <ShareDialog {...shared} onClose={() => setShared(undefined)} />}
      <p className="unseen" role="status">
        {spoken}
      </p>
    </Page>
  );
}
