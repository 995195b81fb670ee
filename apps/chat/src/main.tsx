import "./no-eval.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { Conversation } from "./conversation.ts";
import { HistoryStore } from "./history-store.ts";
import "./styles/index.css";

const history = new HistoryStore();
const conversation = new Conversation(await history.load(), history);
createRoot(document.getElementById("app")!).render(<App conversation={conversation} />);
