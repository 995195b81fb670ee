/** Rejects unless Plotly has put at least this many marks into the element: points, or the line through them. */
export function checkDrawn(element: HTMLElement, marks: number): void {
  const found = element.querySelectorAll(".point, .js-line").length;
  if (found < marks) throw new Error(`Plotly drew ${found} of ${marks} marks`);
}
