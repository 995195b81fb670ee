import { ByteReader } from "./byte-reader.ts";
import type { ModuleOutline } from "./read-module.ts";

const functionNames = 1;

/** What a module calls its functions: by its `name` section, else by its imports and exports. Names of a broken section are left out. */
export function readFunctionNames({ bytes, nameSection, imports, exports }: ModuleOutline): Map<number, string> {
  const names = new Map<number, string>();
  imports.filter(({ kind }) => kind === "function").forEach(({ module, name }, index) => names.set(index, `${module}.${name}`));
  for (const [name, { kind, index }] of exports) if (kind === "function") names.set(index, name);
  if (!nameSection) return names;
  try {
    const reader = new ByteReader(bytes, nameSection.start, nameSection.end);
    while (!reader.done) {
      const id = reader.byte();
      const size = reader.u32();
      const part = reader.part(size);
      if (id !== functionNames) continue;
      for (let count = part.u32(); count > 0; count--) names.set(part.u32(), demangle(part.name()));
    }
  } catch {
    // The section is for reading only; nothing that runs depends on it.
  }
  return names;
}

/** Rust's older names: `_ZN4core3foo17h0123456789abcdefE` is core::foo. */
function demangle(name: string): string {
  const [, inner] = /^_ZN(.+)17h[0-9a-f]{16}E$/.exec(name) ?? [];
  if (!inner) return name;
  const parts: string[] = [];
  for (let rest = inner; rest !== ""; ) {
    const [digits] = /^\d+/.exec(rest) ?? [];
    if (!digits) return name;
    parts.push(rest.slice(digits.length, digits.length + Number(digits)));
    rest = rest.slice(digits.length + Number(digits));
  }
  return parts.join("::");
}
