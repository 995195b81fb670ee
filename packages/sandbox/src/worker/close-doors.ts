import { closedDoor } from "./closed-door.ts";
import { cover } from "./cover.ts";
import { rationBlobs } from "./ration-blobs.ts";
import { rationConstructor } from "./ration-constructor.ts";
import { rationMessages } from "./ration-messages.ts";
import { shortenConsole } from "./shorten-console.ts";
import { shortenErrors } from "./shorten-errors.ts";

const network = "use fetch, which asks the page";

/**
 * What a guest has no use for and could only misuse: more threads (nobody counts their time and memory), what runs of one frame share, and what the
 * policy refuses anyway, after work on the page's own thread.
 */
const constructors = {
  Worker: "a run has one worker",
  SharedWorker: "a run has one worker",
  BroadcastChannel: "runs do not talk to each other",
  WebSocket: network,
  WebSocketStream: network,
  EventSource: network,
  WebTransport: network,
  FontFace: network,
  Notification: "a run has no notifications",
  structuredClone: "copy what you need",
};
const globals = ["caches", "indexedDB"];
const ofNavigator = ["locks", "storage", "storageBuckets", "serviceWorker", "permissions"];

/** Pyodide makes one. A hundred thousand stall a WebKit page for seconds. */
const channels = 1000;

/**
 * Takes them out of the realm for good, before guest code runs: a worker that cannot start another has no second realm to get them from.
 * What is left and gives the page's thread work is rationed.
 */
export function closeDoors(): void {
  for (const [name, reason] of Object.entries(constructors)) cover(globalThis, name, closedDoor(name, reason));
  for (const name of globals) cover(globalThis, name, undefined);
  for (const name of ofNavigator) cover(navigator, name, undefined);
  let made = 0;
  rationConstructor("MessageChannel", () => {
    if (++made > channels) throw new RangeError(`A worker makes at most ${channels} message channels in its life. Send many messages over one.`);
    return [];
  });
  rationBlobs();
  rationMessages();
  shortenConsole();
  shortenErrors();
}
