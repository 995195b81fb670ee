import { useEffect, useState } from "react";
import type { Poster } from "./poster.ts";

/** A figure as it looked, until its view stands: the runtime may still be loading. */
export function PosterImage({ poster, alt }: { poster: Poster; alt: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(poster.image);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [poster]);
  // The space stays the same while it loads.
  return <img className="poster" src={address} alt={alt} width={Math.round(poster.width)} height={Math.round(poster.height)} />;
}
