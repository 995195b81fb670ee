/** Error numbers of WASI preview 1 (phases/snapshot/docs.md, "errno"), as far as they are used here. */
export const errno = {
  SUCCESS: 0,
  ACCES: 2,
  BADF: 8,
  BUSY: 10,
  EXIST: 20,
  FAULT: 21,
  FBIG: 22,
  ILSEQ: 25,
  INVAL: 28,
  ISDIR: 31,
  LOOP: 32,
  MFILE: 33,
  MLINK: 34,
  NAMETOOLONG: 37,
  NOENT: 44,
  NOSPC: 51,
  NOSYS: 52,
  NOTDIR: 54,
  NOTEMPTY: 55,
  NOTSOCK: 57,
  NOTSUP: 58,
  OVERFLOW: 61,
  PERM: 63,
  ROFS: 69,
  SPIPE: 70,
  NOTCAPABLE: 76,
} as const;

export type Errno = keyof typeof errno;

/** What a call fails with; the guest gets its number. */
export class WasiError extends Error {
  constructor(readonly code: Errno) {
    super(code);
  }
}

/** Fails unless it holds. */
export function ensure(holds: boolean, otherwise: Errno): asserts holds {
  if (!holds) throw new WasiError(otherwise);
}
