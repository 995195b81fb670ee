/** Runs in a worker, or in a document: what the engine has there. */
export async function readFeatures(): Promise<Record<string, boolean>> {
  const scope = globalThis as Record<string, unknown> & typeof globalThis;
  const wasm = (...bytes: number[]) => WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...bytes]));
  const works = (attempt: () => unknown) => {
    try {
      attempt();
      return true;
    } catch {
      return false;
    }
  };
  return {
    "JSPI (WebAssembly.Suspending)": "Suspending" in WebAssembly && "promising" in WebAssembly,
    SharedArrayBuffer: "SharedArrayBuffer" in scope,
    "crypto.subtle": scope.crypto?.subtle !== undefined,
    "crypto.getRandomValues": works(() => crypto.getRandomValues(new Uint8Array(1))),
    OffscreenCanvas: works(() => new OffscreenCanvas(1, 1).getContext("2d")!.fillRect(0, 0, 1, 1)),
    DecompressionStream: works(() => new DecompressionStream("gzip")),
    createImageBitmap: "createImageBitmap" in scope,
    FileReaderSync: "FileReaderSync" in scope,
    RTCPeerConnection: "RTCPeerConnection" in scope,
    WebTransport: "WebTransport" in scope,
    "navigator.gpu": "gpu" in navigator,
    "Atomics.waitAsync": "waitAsync" in Atomics,
    "wasm exceptions, legacy": wasm(1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11),
    "wasm exceptions, exnref": wasm(1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 31, 64, 0, 11, 11),
    "wasm SIMD": wasm(1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11),
    "wasm 64-bit memory": wasm(5, 3, 1, 4, 1),
    "wasm GC": wasm(1, 5, 1, 95, 1, 120, 0),
    "wasm tail calls": wasm(1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 6, 1, 4, 0, 18, 0, 11),
    "Array.fromAsync": "fromAsync" in Array,
    "Iterator helpers": "Iterator" in scope,
    "Promise.try": "try" in Promise,
    "Uint8Array.fromBase64": "fromBase64" in Uint8Array,
    "performance.memory": "memory" in performance,
    "performance.measureUserAgentSpecificMemory": "measureUserAgentSpecificMemory" in performance,
  };
}
