/** Whether the engine can move an iframe as it is, where append() would load it anew. WebKit cannot as yet (https://developer.mozilla.org/docs/Web/API/Element/moveBefore). */
export const canMove = (): boolean => "moveBefore" in Element.prototype;

/** Moves an iframe to another place in the page, without loading it anew. False where that cannot be. */
export function moveFrame(iframe: HTMLIFrameElement, place: Element): boolean {
  try {
    if (!canMove()) return false;
    place.moveBefore(iframe, null);
    return true;
  } catch {
    // Another document, or an element that is in none.
    return false;
  }
}
