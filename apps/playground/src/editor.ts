import { autocompletion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { editorTheme } from "./editor-theme.ts";
import { languageName } from "./language-name.ts";

export interface Editor {
  code(): string;
  /** Replaces everything, and forgets what could be undone. */
  load(code: string, language: string): void;
  /** Reads the same code as another language. */
  speak(language: string): void;
}

export interface EditorOptions {
  /** Ctrl/Cmd+Enter. */
  onRun: () => void;
  /** The reader has changed the code. */
  onChange?: () => void;
  complete?: Complete;
}

/** What may follow at the cursor; undefined: nobody knows. */
export type Complete = (code: string, cursor: number) => Promise<{ matches: string[]; start: number } | undefined>;

const grammars: Record<string, () => Extension> = {
  python: () => [python(), indentUnit.of("    ")],
  javascript: () => [javascript(), indentUnit.of("  ")],
  typescript: () => [javascript({ typescript: true }), indentUnit.of("  ")],
};

const speech = (language: string): Extension => [
  grammars[language]?.() ?? [],
  EditorView.contentAttributes.of({ "aria-label": `${languageName(language)} code. Escape and then Tab leaves the editor.`, tabindex: "0" }),
];

/**
 * An editor in the element. Escape and then Tab leaves it.
 * It stands in a shadow root, where its styles are constructed sheets: the page's policy allows no style elements.
 */
export function openEditor(parent: HTMLElement, { onRun, onChange, complete }: EditorOptions): Editor {
  const source = async (context: CompletionContext) => {
    if (!complete || (!context.explicit && !context.matchBefore(/[\w.]$/))) return null;
    const found = await complete(context.state.doc.toString(), context.pos);
    return found?.matches.length ? { from: found.start, options: found.matches.map((label) => ({ label })) } : null;
  };
  const grammar = new Compartment();
  const extensions = [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    autocompletion({ override: [source] }),
    editorTheme,
    EditorView.updateListener.of(({ docChanged }) => docChanged && onChange?.()),
    keymap.of([{ key: "Mod-Enter", run: () => (onRun(), true) }, ...completionKeymap, indentWithTab, ...defaultKeymap, ...historyKeymap]),
  ];
  const stateOf = (code: string, language: string) => EditorState.create({ doc: code, extensions: [grammar.of(speech(language)), ...extensions] });
  const root = parent.attachShadow({ mode: "open" });
  const view = new EditorView({ root, parent: root, state: stateOf("", "python") });
  return {
    code: () => view.state.doc.toString(),
    load: (code, language) => view.setState(stateOf(code, language)),
    speak: (language) => view.dispatch({ effects: grammar.reconfigure(speech(language)) }),
  };
}
