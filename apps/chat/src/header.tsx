import { Mark } from "./icons.tsx";
import type { ModelName } from "./use-model-name.ts";

export function Header({ model, onClear }: { model: ModelName | undefined; onClear: (() => void) | undefined }) {
  return (
    <header className="header">
      <h1>
        <Mark />
        Vitrine
      </h1>
      <p className="model">{model?.name}</p>
      <nav aria-label="Pages">
        {onClear && (
          <button type="button" className="quiet" onClick={onClear}>
            New chat
          </button>
        )}
        <a className="quiet" href="/playground/">
          Playground
        </a>
      </nav>
    </header>
  );
}
