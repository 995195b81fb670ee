import { useEffect, useState } from "react";
import { Play } from "./icons.tsx";
import type { Poster } from "./poster.ts";

/** A figure as it looked; a touch, a click or Enter makes it live. */
export function PosterImage({ poster, alt, onWanted }: { poster: Poster; alt: string; onWanted: (() => void) | undefined }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(poster.image);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [poster]);
  return (
    <div className="poster">
      {/* The space stays the same while it loads. */}
      <img src={address} alt={alt} width={Math.round(poster.width)} height={Math.round(poster.height)} />
      {onWanted && (
        <button type="button" onClick={onWanted} aria-label="Make the figure interactive">
          <span>
            <Play />
            Interactive
          </span>
        </button>
      )}
    </div>
  );
}
