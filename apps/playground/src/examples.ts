/** A program that a reader can start from. */
export interface Example {
  name: string;
  language: string;
  /** From the first comment of the file. */
  title: string;
  code: string;
  /** From a comment `# stdin: …`; \n in it breaks the line. */
  stdin: string;
}

const files = import.meta.glob<string>("../../../e2e/examples/*.{py,js}", { query: "?raw", import: "default", eager: true });

/** Every file of e2e/examples, by title. */
export const examples: Example[] = Object.entries(files)
  .map(([path, code]) => ({
    name: path.split("/").at(-1)!.replace(/\.py$/, ""),
    language: path.endsWith(".js") ? "javascript" : "python",
    title: /^(?:#|\/\/) (.*)$/m.exec(code)?.[1] ?? path,
    code: code.trimEnd(),
    stdin: (/^(?:#|\/\/) stdin: (.*)$/m.exec(code)?.[1] ?? "").replaceAll("\\n", "\n"),
  }))
  .toSorted((a, b) => a.title.localeCompare(b.title));
