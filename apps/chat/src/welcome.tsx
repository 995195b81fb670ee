import { suggestions } from "../shared/suggestions.ts";

/** As many as fit a small screen; the others stand above the composer later. */
const cards = 6;

/** What stands in place of a conversation that has not begun. */
export function Welcome({ onChoose }: { onChoose: (prompt: string) => void }) {
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">What would you like to see?</h2>
      <p>The model answers with Python. Your browser runs it in a sealed frame and shows what it makes; the server only passes text on.</p>
      <ul className="cards">
        {suggestions.slice(0, cards).map(({ id, title, prompt }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(prompt)}>
              <strong>{title}</strong>
              <span>{prompt}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
