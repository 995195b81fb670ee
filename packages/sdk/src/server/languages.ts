/** Names and file extensions by which models call a language → its one name here. Names that are missing stand for themselves. */
const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    python: "py py3 python3 ipython ipython3 jupyter pyodide cpython",
    javascript: "js mjs cjs node nodejs ecmascript",
    typescript: "ts mts cts",
    jsx: "",
    tsx: "",
    // What a terminal shows, prompts and answers mixed: never run as the language that it shows.
    pycon: "python-repl python-console pyrepl",
    pytb: "python-traceback py3tb",
    console: "shell-session terminal",
    shell: "sh bash zsh fish",
    powershell: "ps1 pwsh",
    text: "txt plain plaintext output log",
    markdown: "md",
    html: "htm",
    json: "jsonc json5",
    yaml: "yml",
    ruby: "rb",
    rust: "rs",
    r: "",
    wat: "wast",
    wasm: "",
    cpp: "c++ cxx",
    csv: "",
    css: "",
    sql: "",
  }).flatMap(([name, others]) => [name, ...others.split(" ").filter(Boolean)].map((alias) => [alias, name] as const)),
);

/** The one name of a language: lower case, `language-` and a leading dot dropped, a version after "python" too, aliases resolved. */
export function normaliseLanguage(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/^lang(?:uage)?-/, "")
    .replace(/^\./, "")
    .replace(/^(python|py)-?\d[\d.]*$/, "$1");
  return aliases.get(plain) ?? plain;
}

/** The language of a file name such as "demo.py"; null where its extension is not in the table. */
export function languageOfFile(name: string): string | null {
  const extension = /^[^\s/\\]?.*\.([A-Za-z0-9]+)$/.exec(name)?.[1];
  return (extension === undefined ? undefined : aliases.get(extension.toLowerCase())) ?? null;
}
