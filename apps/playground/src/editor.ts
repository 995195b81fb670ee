import { autocompletion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { editorTheme } from "./editor-theme.ts";

export interface Editor {
  code(): string;
  /** Replaces everything, and forgets what could be undone. */
  load(code: string): void;
}

/** What may follow at the cursor; undefined: nobody knows. */
export type Complete = (code: string, cursor: number) => Promise<{ matches: string[]; start: number } | undefined>;

/**
 * A Python editor in the element; Ctrl/Cmd+Enter calls `onRun`. Escape and then Tab leaves it.
 * It stands in a shadow root, where its styles are constructed sheets: the page's policy allows no style elements.
 */
export function openEditor(parent: HTMLElement, onRun: () => void, complete: Complete): Editor {
  const source = async (context: CompletionContext) => {
    if (!context.explicit && !context.matchBefore(/[\w.]$/)) return null;
    const found = await complete(context.state.doc.toString(), context.pos);
    return found?.matches.length ? { from: found.start, options: found.matches.map((label) => ({ label })) } : null;
  };
  const extensions = [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    indentUnit.of("    "),
    python(),
    autocompletion({ override: [source] }),
    editorTheme,
    EditorView.contentAttributes.of({ "aria-label": "Python code. Escape and then Tab leaves the editor.", tabindex: "0" }),
    keymap.of([{ key: "Mod-Enter", run: () => (onRun(), true) }, ...completionKeymap, indentWithTab, ...defaultKeymap, ...historyKeymap]),
  ];
  const root = parent.attachShadow({ mode: "open" });
  const view = new EditorView({ root, parent: root, state: EditorState.create({ extensions }) });
  return {
    code: () => view.state.doc.toString(),
    load: (code) => view.setState(EditorState.create({ doc: code, extensions })),
  };
}
