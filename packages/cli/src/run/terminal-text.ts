/** Untrusted text as a terminal may show it: colours stay, other escape sequences and control characters lose their power. */
export function terminalText(text: string): string {
  return text.replace(/(\p{Cc})(\[[\d;]*m)?/gu, (found, control: string, colour = "") => {
    const harmless = "\n\t\r".includes(control) || (control === "\u001b" && colour !== "");
    return harmless ? found : `\uFFFD${colour}`;
  });
}

/** The same on one line. */
export function terminalLine(text: string): string {
  return terminalText(text).replace(/\s*[\r\n]+\s*/g, " ");
}
