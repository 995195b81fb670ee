/** Characters that one statement may have, and modules that are kept: a program that a person reads has fewer. */
const most = { statement: 2000, modules: 200 };

/** A comment, a string that ends in its line, or what opens, closes or goes on; longer quotes first. Each alternative ends where it must, so that no line takes long. */
const token = /#.*|'''|"""|'(?:[^'\\]|\\.)*(?:'|\\?$)|"(?:[^"\\]|\\.)*(?:"|\\?$)|[([{]|[)\]}]|\\$/g;
const ends = { "'''": /'''/g, '"""': /"""/g };
const drawing = /\b(?:px|go)\.\w{1,40}(?=\()/g;
const dotted = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** Finds what Python code imports, line by line as it comes: `import` and `from` statements that stand in code, not in strings or comments. */
export class PythonImports {
  /** Dotted names; of `from a import b` both `a` and `a.b`. */
  readonly modules = new Set<string>();
  /** Calls that make Plotly figures, such as `px.bar` and `go.Scatter3d`. */
  readonly calls = new Set<string>();
  // What is open at the start of the next line.
  #quote: keyof typeof ends | undefined;
  #depth = 0;
  #joined = false;
  #statement = "";

  /** Another block begins. */
  begin(): void {
    this.#quote = undefined;
    this.#depth = 0;
    this.#joined = false;
    this.#statement = "";
  }

  line(line: string): void {
    const fresh = this.#quote === undefined && this.#depth === 0 && !this.#joined;
    // A notebook's magics are not Python.
    if (fresh && /^\s*[!%]/.test(line)) return;
    const code = this.#withoutStrings(line);
    for (const [name] of code.matchAll(drawing)) if (this.calls.size < most.modules) this.calls.add(name);
    // The prompt of a console that was copied.
    if (fresh) this.#statement = /^\s*(?:>>> )?(?:import|from)\b/.test(code) ? code.replace(/^\s*(?:>>> )?/, "") : "";
    else if (this.#statement !== "" && this.#statement.length < most.statement) this.#statement += ` ${code}`;
    if (this.#depth > 0 || this.#joined || this.#quote !== undefined || this.#statement === "") return;
    for (const part of this.#statement.slice(0, most.statement).split(";")) this.#read(part.trim());
    this.#statement = "";
  }

  #read(statement: string): void {
    const [, names] = /^import\s(.*)$/.exec(statement) ?? [];
    const [, module = "", imported = ""] = /^from\s+([\w.]+)\s+import\b(.*)$/.exec(statement) ?? [];
    if (names !== undefined) for (const name of listed(names)) this.#add(name);
    else if (dotted.test(module)) for (const name of ["", ...listed(imported.replace(/[()]/g, " "))]) this.#add(name === "" ? module : `${module}.${name}`);
  }

  #add(module: string): void {
    if (this.modules.size < most.modules && dotted.test(module)) this.modules.add(module);
  }

  /** The line without its strings and comments; notes what stays open. */
  #withoutStrings(line: string): string {
    let code = "";
    let from = 0;
    this.#joined = false;
    if (this.#quote !== undefined) {
      from = this.#closed(line, 0);
      if (from === -1) return "";
    }
    token.lastIndex = from;
    for (let found = token.exec(line); found; found = token.exec(line)) {
      const [text] = found;
      code += line.slice(from, found.index);
      from = token.lastIndex;
      if (text === "'''" || text === '"""') {
        this.#quote = text;
        from = this.#closed(line, from);
        if (from === -1) return code;
        token.lastIndex = from;
      } else if (text === "\\") this.#joined = true;
      else if ("([{".includes(text)) this.#depth += 1;
      else if (")]}".includes(text)) this.#depth = Math.max(0, this.#depth - 1);
      if (text.length === 1 && text !== "\\") code += text;
    }
    return code + line.slice(from);
  }

  /** Where the open string ends in the line; -1: not in it. */
  #closed(line: string, from: number): number {
    const end = ends[this.#quote!];
    end.lastIndex = from;
    for (let found = end.exec(line); found; found = end.exec(line)) {
      if (line[found.index - 1] === "\\") {
        end.lastIndex = found.index + 1;
        continue;
      }
      this.#quote = undefined;
      return end.lastIndex;
    }
    return -1;
  }
}

/** Names of a list, each as it is called where it comes from. */
const listed = (names: string) => names.split(",").flatMap((name) => /^\s*([\w.]+)(?:\s+as\s+\w+)?\s*$/.exec(name)?.[1] ?? []);
