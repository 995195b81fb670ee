/** The button runs, and so does Ctrl/Cmd+Enter anywhere in the page; Escape stops. */
export function runKeys(button: HTMLElement, run: () => void, stop: () => void): void {
  button.querySelector("kbd")!.textContent = navigator.userAgent.includes("Mac OS") ? "⌘↵" : "Ctrl ↵";
  button.addEventListener("click", run);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    // The editor has taken the key where it had the focus.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) run();
  });
}
