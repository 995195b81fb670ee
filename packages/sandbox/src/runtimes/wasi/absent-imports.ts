import { moduleName } from "./preview1/preview1.ts";

/** Thrown through the guest's code when it calls what nobody has. */
export class AbsentCall extends Error {
  constructor(module: string, name: string) {
    super(`The program called ${name} of "${module}", which is not there.`);
  }
}

/** In place of functions that the module imports from elsewhere than WASI: they end the program. */
export function absentImports(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === moduleName) continue;
    (imports[from] ??= {})[name] = () => {
      throw new AbsentCall(from, name);
    };
  }
  return imports;
}
