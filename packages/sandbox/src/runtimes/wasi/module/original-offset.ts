import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { meterFunction } from "./meter-function.ts";
import { type MeteredModule, parametersOf, settingsOf } from "./meter-module.ts";
import { type ModuleOutline, sectionIds } from "./read-module.ts";

/** Where in the original bytes the instruction stands that is at `offset` in the metered ones; null where it cannot be told. Meters the one function again. */
export function originalOffset(outline: ModuleOutline, { bodies, exports }: Pick<MeteredModule, "bodies" | "exports">, functionIndex: number, offset: number): number | null {
  const place = functionIndex - outline.importedFunctions;
  const base = bodies[place];
  const section = outline.sections.find(({ id }) => id === sectionIds.code);
  if (base === undefined || !section || offset < base) return null;
  const code = new ByteReader(outline.bytes, section.start, section.end);
  code.u32();
  for (let skipped = 0; skipped < place; skipped++) code.skip(code.u32());
  const size = code.u32();
  const wanted = offset - base;
  let found: number | null = null;
  meterFunction(code.part(size), parametersOf(outline, place), settingsOf(outline, exports.refuel !== null), new ByteWriter(size * 2), (oldOffset, from, to) => {
    // In what was put in at this place: it belongs to what follows.
    if (from <= wanted && wanted < to) found = oldOffset;
    else if (to <= wanted) found = oldOffset + wanted - to;
  });
  return found;
}
