import type { EmscriptenFS, FSNode, FSOperation } from "./pyodide.d.ts";

/** "Read-only file system" as WASI numbers it. */
const EROFS = 69;

/**
 * Makes files and folders of Emscripten's MEMFS read-only for good: mode bits alone are the program's to change. MEMFS has one table of operations for
 * all folders and one for all files, so that guarding these guards every way to change a node.
 */
export class ReadOnlyGuard {
  readonly #protected = new Set<FSNode>();

  constructor(private readonly fs: EmscriptenFS) {
    const probe = "/tmp/.vitrine-read-only";
    fs.writeFile(probe, "");
    const file = fs.lookupPath(probe).node;
    const folder = file.parent;
    this.#refuse(file.node_ops, "setattr", (node) => [node as FSNode]);
    this.#refuse(folder.node_ops, "setattr", (node) => [node as FSNode]);
    for (const operation of ["write", "allocate", "msync"]) this.#refuse(file.stream_ops, operation, (stream) => [(stream as { node: FSNode }).node]);
    for (const operation of ["unlink", "rmdir"]) this.#refuse(folder.node_ops, operation, (parent, name) => [parent as FSNode, child(parent as FSNode, name as string)]);
    for (const operation of ["mknod", "symlink"]) this.#refuse(folder.node_ops, operation, (parent) => [parent as FSNode]);
    this.#refuse(folder.node_ops, "rename", (node, target, name) => [(node as FSNode).parent, ...this.#below(node as FSNode), target as FSNode, child(target as FSNode, name as string)]);
    fs.unlink(probe);
  }

  protect(path: string): void {
    const { node } = this.fs.lookupPath(path);
    // So that opening it to write fails at once.
    this.fs.chmod(path, node.node_ops.lookup ? 0o555 : 0o444);
    this.#protected.add(node);
  }

  /** Does something with a path that may be read-only from an earlier run; it and its folders are open meanwhile. */
  lifted<T>(work: () => T, path: string): T {
    const above = path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/") || "/");
    const lifted = above.filter((each) => this.fs.analyzePath(each).exists && this.#protected.delete(this.fs.lookupPath(each).node));
    for (const each of lifted) this.fs.chmod(each, 0o777);
    try {
      return work();
    } finally {
      for (const each of lifted) if (each !== path) this.protect(each);
    }
  }

  /** The protected nodes that would move with this one. */
  #below(moved: FSNode): FSNode[] {
    const isBelow = (node: FSNode): boolean => node === moved || (node.parent !== node && isBelow(node.parent));
    return [...this.#protected].filter(isBelow);
  }

  #refuse(operations: Record<string, FSOperation>, name: string, nodes: (...args: unknown[]) => (FSNode | undefined)[]): void {
    const native = operations[name];
    if (!native) return;
    operations[name] = (...args) => {
      if (nodes(...(args as unknown[])).some((node) => node && this.#protected.has(node))) throw new this.fs.ErrnoError(EROFS);
      return native(...args);
    };
  }
}

function child(folder: FSNode, name: string): FSNode | undefined {
  const contents = folder.contents as Record<string, FSNode> | null;
  return contents && Object.hasOwn(contents, name) ? contents[name] : undefined;
}
