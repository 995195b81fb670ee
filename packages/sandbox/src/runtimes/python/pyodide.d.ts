/** The part of Pyodide's interface that Vitrine uses (0.29 and 314). */
export interface Pyodide {
  version: string;
  FS: EmscriptenFS;
  loadedPackages: Record<string, string>;
  loadPackage(names: string[], options: { messageCallback?: (text: string) => void; errorCallback?: (text: string) => void; checkIntegrity?: boolean }): Promise<{ name: string }[]>;
  unpackArchive(archive: ArrayBuffer, format: string): void;
  pyimport(module: string): PyProxy;
  runPython(code: string): unknown;
  registerJsModule(name: string, module: object): void;
  makeMemorySnapshot(): Uint8Array<ArrayBuffer>;
  /** What Python knows as pyodide_js._api. */
  _api: { packageManager: PackageManager };
  setInterruptBuffer(buffer: Uint8Array | { 0: number }): void;
  setStdout(options: { write(bytes: Uint8Array): number; isatty: boolean }): void;
  setStderr(options: { write(bytes: Uint8Array): number; isatty: boolean }): void;
  _module: EmscriptenModule & {
    HEAP8: Int8Array;
    HEAP32: Int32Array;
    _PyThreadState_Get(): number;
    _Py_GetRecursionLimit(): number;
    _Py_SetRecursionLimit(limit: number): void;
    // From Python 3.14 on.
    _PyUnstable_ThreadState_SetStackProtection?(thread: number, start: number, size: number): number;
    _emscripten_stack_get_base?(): number;
  };
}

/** Pyodide's loader of packages: for each package of the lock that is not loaded it calls these two, one after the other. */
export interface PackageManager {
  downloadPackage(wanted: WantedPackage, checkIntegrity?: boolean): Promise<Uint8Array>;
  installPackage(wanted: WantedPackage, wheel: Uint8Array): Promise<void>;
}

export interface WantedPackage {
  normalizedName: string;
  /** "default channel" where it is the lock's, else its address. */
  channel: string;
}

/** What Emscripten's module is made with; its callbacks get the module. */
export interface EmscriptenSettings {
  preRun: ((module: EmscriptenModule) => void)[];
}

/** The part of Emscripten's module that images need. */
export interface EmscriptenModule {
  FS: EmscriptenFS;
  LDSO: {
    loadedLibsByName: Record<string, SharedLibrary>;
    loadedLibsByHandle: Record<number, SharedLibrary>;
  };
  loadWebAssemblyModule(module: WebAssembly.Module, flags: object, name: string, scope: object): object;
}

export interface SharedLibrary {
  refcount: number;
  name: string;
  exports: object | "loading";
  global: boolean;
}

export interface PyProxy {
  [name: string]: PyCallable;
}

export interface PyCallable {
  (...args: unknown[]): unknown;
  callPromising(...args: unknown[]): Promise<unknown>;
}

export interface EmscriptenFS {
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array | string, options?: { canOwn?: boolean }): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  stat(path: string): { mode: number; size: number; mtime: Date | number };
  // Like stat, but of a link itself: a linked folder could be a loop.
  lstat(path: string): { mode: number; size: number };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  analyzePath(path: string): { exists: boolean };
  chmod(path: string, mode: number): void;
  unlink(path: string): void;
  lookupPath(path: string): { node: FSNode };
  ErrnoError: new (errno: number) => Error;
  cwd(): string;
}

/** A file or folder of Emscripten's MEMFS. All nodes of a kind share their operations. */
export interface FSNode {
  parent: FSNode;
  name: string;
  /** Of a folder: what is in it, by name. */
  contents: Record<string, FSNode> | Uint8Array | null;
  /** Of a file: how much of its contents counts. */
  usedBytes: number;
  node_ops: Record<string, FSOperation>;
  stream_ops: Record<string, FSOperation>;
}
export type FSOperation = (...args: any[]) => unknown;

export interface PyodideModule {
  loadPyodide(options: Record<string, unknown>): Promise<Pyodide>;
}
