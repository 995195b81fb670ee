/** Characters of an error's message that leave the worker. */
const most = 10_000;

// Held here, as guest code may replace what it finds.
const { apply } = Reflect;
const messageOf = Object.getOwnPropertyDescriptor(ErrorEvent.prototype, "message")!.get! as () => string;
const { preventDefault, stopImmediatePropagation } = Event.prototype;
const { slice } = String.prototype;
const later = setTimeout;

/** Puts a short error in the place of one with a message of megabytes, which WebKit takes through the page's own thread. First of all listeners. */
export function shortenErrors(): void {
  addEventListener("error", (event) => {
    const message = apply(messageOf, event, []);
    if (message.length <= most) return;
    apply(preventDefault, event, []);
    apply(stopImmediatePropagation, event, []);
    later(() => {
      throw new Error(apply(slice, message, [0, most / 2]));
    });
  });
}
