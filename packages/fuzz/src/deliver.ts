/** Sends a message as the other end of the port would; what no port can carry is handed to the listener as it is. */
export function deliver(message: unknown, from: MessagePort, to: MessagePort): void {
  try {
    from.postMessage(message);
  } catch {
    to.onmessage!(new MessageEvent("message", { data: message }));
  }
}
