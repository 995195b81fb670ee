/** A line about a drawing, in our words and our look. */
export function noteOf(text: string): HTMLParagraphElement {
  const note = document.createElement("p");
  note.className = "note";
  note.role = "note";
  note.textContent = text;
  return note;
}
