import type { WirePreparedModule } from "@vitrine/protocol";
import type { PreparedModule } from "./module/prepare-module.ts";

/** A prepared module as the frame keeps it. */
export function keep({ module, entry, exports, bodies }: PreparedModule, { length: bytes }: Uint8Array): WirePreparedModule {
  return { module, entry, exports, bodies: bodies.buffer as ArrayBuffer, bytes };
}

/** The module that another worker prepared. */
export function prepared({ module, entry, exports, bodies }: WirePreparedModule): PreparedModule {
  return { module, entry, exports, bodies: new Uint32Array(bodies) };
}
