import { createContext, useContext } from "react";
import type { Conversation } from "./conversation.ts";

/** What every part of the page may need. */
export interface PageContext {
  conversation: Conversation;
  /** Opens the inspector on a run. */
  inspect: (runKey: string) => void;
  /** Opens the dialog that saves a run as one HTML file; `lead` is the text of its reply. */
  share: (runKey: string, title: string, lead: string) => void;
}

export const Page = createContext<PageContext | undefined>(undefined);

export function usePage(): PageContext {
  const page = useContext(Page);
  if (!page) throw new Error("Outside of <Page>.");
  return page;
}
