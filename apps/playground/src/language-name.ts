const names: Record<string, string> = { javascript: "JavaScript", typescript: "TypeScript", python: "Python", wasi: "WASI in base64", wat: "WebAssembly text" };

/** A language as readers write it. */
export const languageName = (language: string): string => names[language] ?? language;
