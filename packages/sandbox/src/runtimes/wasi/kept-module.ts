import type { WirePreparedModule } from "@vitrine/protocol";
import type { PreparedModule } from "./module/prepare-module.ts";

/** A prepared module as the frame keeps it. */
export function keep({ module, entry, exports, bodies }: PreparedModule, { length: bytes }: Uint8Array): WirePreparedModule {
  return { module, entry, exports, bodies: bodies.buffer as ArrayBuffer, bytes };
}

/** The module that another worker prepared; null where it was prepared otherwise than this run wants it. */
export function keptFor({ module, entry, exports, bodies }: WirePreparedModule, refuels: boolean): PreparedModule | null {
  if ((exports.refuel !== null) !== refuels) return null;
  return { module, entry, exports, bodies: new Uint32Array(bodies) };
}
