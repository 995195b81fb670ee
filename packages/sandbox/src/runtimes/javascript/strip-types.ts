interface Amaro {
  transformSync(source: string, options: { mode: "strip-only"; filename: string }): { code: string };
}

let amaro: Amaro | undefined;

/** Takes the types out of TypeScript and leaves blanks, so that lines and columns stay. Throws for what is more than types (enums, namespaces), and for what does not parse. */
export function stripTypes(source: string, filename: string, scriptUrl: string): string {
  amaro ??= loadAmaro(scriptUrl);
  return amaro.transformSync(source, { mode: "strip-only", filename }).code;
}

/** Amaro is a CommonJS module for Node: it is given what it requires. */
function loadAmaro(scriptUrl: string): Amaro {
  const module = { exports: {} as Amaro };
  const provided: Record<string, object> = {
    util: { TextDecoder, TextEncoder },
    "node:buffer": { Buffer: { from: (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0)) } },
  };
  const globals = { module, require: (name: string) => provided[name] };
  Object.assign(globalThis, globals);
  importScripts(scriptUrl);
  for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  return module.exports;
}
