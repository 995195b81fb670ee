/** Resolves two animation frames from now: what was drawn before is on the screen by then. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
