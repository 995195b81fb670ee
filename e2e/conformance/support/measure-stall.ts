/** Measures the longest time for which the page's main thread does nothing else. Stop it to read the milliseconds. */
export function measureStall(): () => number {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let worst = 0;
  port1.onmessage = () => {
    const now = performance.now();
    worst = Math.max(worst, now - last);
    last = now;
    setTimeout(() => port2.postMessage(null), 1);
  };
  port2.postMessage(null);
  return () => {
    port1.close();
    return Math.round(Math.max(worst, performance.now() - last));
  };
}
