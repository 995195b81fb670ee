import { Close, Paper } from "./icons.tsx";
import { sizeText } from "./size-text.ts";

export function FileChip({ name, bytes, onRemove }: { name: string; bytes: number; onRemove?: () => void }) {
  return (
    <li className="file-chip">
      <Paper />
      <span className="name" title={name}>
        {name}
      </span>
      <span className="faint">{sizeText(bytes)}</span>
      {onRemove && (
        <button type="button" className="quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
          <Close />
        </button>
      )}
    </li>
  );
}
