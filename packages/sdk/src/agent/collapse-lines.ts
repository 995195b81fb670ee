/** What a note must save, in characters. */
const worth = 60;

/** Lines that repeat stand once, with how often they came. */
export function collapseLines(text: string): string {
  const lines = text.split("\n");
  const told: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    let end = at + 1;
    while (lines[end] === line) end += 1;
    const times = end - at;
    if ((times - 1) * (line.length + 1) > worth) told.push(line, `… the line above repeated ${times} times …`);
    else for (let copy = 0; copy < times; copy++) told.push(line);
    at = end;
  }
  return told.join("\n");
}
