/** Saves a text as a file of the reader's. */
export function saveText(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  // The download has taken its own hold by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
