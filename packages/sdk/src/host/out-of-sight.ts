/** The style of what is laid out, as engines draw nothing where nothing is, and seen, met and heard of by nobody. Within the viewport: frames outside of it are slowed down. */
export const unseen = "position: fixed; inset: 0 auto auto 0; width: 700px; height: 100px; border: 0; overflow: hidden; opacity: 0; pointer-events: none; z-index: -2147483648; contain: strict;";

/** A place in the page of that style. */
export function outOfSight(): HTMLElement {
  const holder = document.createElement("div");
  holder.inert = true;
  holder.ariaHidden = "true";
  holder.style.cssText = unseen;
  (document.body ?? document.documentElement).append(holder);
  return holder;
}
