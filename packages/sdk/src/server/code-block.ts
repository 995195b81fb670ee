/** One fenced block of code in a Markdown text. */
export interface CodeBlock {
  /** Shown in tracebacks: the title from the info string where that is unique, else "block 1", "block 2" … counted over the blocks of one language. */
  name: string;
  /** Normalised: "python" for `py`, `Python3`, `{python}` and so on (`languages.ts`); null where the fence names none. */
  language: string | null;
  /** The info string as the fence has it, with Markdown's escapes resolved; "" where there is none. */
  info: string;
  /** From `title="demo.py"`, `filename=demo.py`, `python:demo.py` or a bare `demo.py` in the info string. */
  title?: string;
  /** The text between the fences, without the indentation of lists and quotes around it. Lines end with "\n". */
  code: string;
  /** 1-based line of the first code line in the Markdown. */
  line: number;
  /** False where the text ended before the fence did: cut off, or still being written. */
  closed: boolean;
}
