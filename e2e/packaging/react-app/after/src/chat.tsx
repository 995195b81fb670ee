import { useChat } from "@ai-sdk/react";
import { createToolHandler, LazySandbox } from "@vitrine/ai-sdk";
import { Run } from "@vitrine/react";
import { lastAssistantMessageIsCompleteWithToolCalls } from "ai";
import { useState } from "react";

const sandbox = new LazySandbox({ assets: "/vitrine/" });

export function Chat() {
  const chat = useChat({
    onToolCall: (call) => {
      vitrine.onToolCall(call);
    },
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls,
  });
  const [vitrine] = useState(() => createToolHandler({ sandbox, images: true, addToolOutput: chat.addToolOutput }));
  const [text, setText] = useState("");
  return (
    <main>
      {chat.messages.map((message) => (
        <article key={message.id}>
          {message.parts.map((part, index) => {
            if (part.type === "text") return <p key={index}>{part.text}</p>;
            if (part.type === "tool-run_code") {
              const { code = "" } = (part.input ?? {}) as { code?: string };
              return <Run key={index} code={code} live={vitrine.runOf(part.toolCallId)} streaming={part.state === "input-streaming"} sandbox={sandbox} />;
            }
            return null;
          })}
        </article>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void chat.sendMessage({ text });
          setText("");
        }}
      >
        <input aria-label="Message" value={text} onChange={(event) => setText(event.target.value)} />
        <button>Send</button>
      </form>
    </main>
  );
}
