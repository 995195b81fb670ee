/**
 * Constructors that a guest has no use for, taken out of its realm before it runs. The CSP keeps them from the network; this keeps a run
 * from having more threads than its own (their memory and time are nobody's to count), and from talking to runs beside it.
 * A worker that cannot start another has no other realm to get them from.
 */
const closed = {
  Worker: "A run has one worker. Do the work in turns.",
  SharedWorker: "A run has one worker. Do the work in turns.",
  BroadcastChannel: "Runs do not talk to each other.",
  WebSocket: "The network is closed to WebSocket. Use fetch, or pyfetch in Python.",
  WebSocketStream: "The network is closed to WebSocketStream. Use fetch, or pyfetch in Python.",
  WebTransport: "The network is closed to WebTransport. Use fetch, or pyfetch in Python.",
  EventSource: "The network is closed to EventSource. Use fetch, or pyfetch in Python.",
  RTCPeerConnection: "The network is closed to WebRTC.",
} as const;

/** Places that runs of one frame would share. */
const shared = ["locks", "storage", "serviceWorker", "storageBuckets"];

/** Closes them for good: a property that is deleted, Firefox makes again. */
export function closeDoors(): void {
  for (const [name, reason] of Object.entries(closed)) {
    if (!(name in globalThis)) continue;
    const value = function refused(): never {
      throw new TypeError(`${name} is closed: ${reason}`);
    };
    Object.defineProperty(globalThis, name, { value, writable: false, configurable: false, enumerable: false });
  }
  for (const name of ["caches", "indexedDB"]) if (name in globalThis) Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
  const prototype = Object.getPrototypeOf(navigator) as object;
  for (const name of shared) if (name in navigator) Object.defineProperty(prototype, name, { value: undefined, writable: false, configurable: false });
}
