/** Times in nanoseconds since 1970, as WASI has them. */
export interface Times {
  accessed: bigint;
  modified: bigint;
  changed: bigint;
}

interface Common {
  number: number;
  times: Times;
  /** Names that lead to it. */
  links: number;
  /** Descriptors that have it open: its content stays until the last is closed. */
  opens: number;
  /** Neither its content nor its name can be changed. */
  readOnly: boolean;
}

export interface File extends Common {
  kind: "file";
  /** The content is the first `size` bytes. */
  bytes: Uint8Array;
  size: number;
  /** The guest changed the content. */
  written: boolean;
}

export interface Directory extends Common {
  kind: "directory";
  /** In the order in which they came, with a number that only grows: where a reader goes on. */
  entries: Map<string, { inode: Inode; place: number }>;
  parent: Directory | null;
  nextPlace: number;
}

export interface Link extends Common {
  kind: "link";
  target: string;
}

export type Inode = File | Directory | Link;
