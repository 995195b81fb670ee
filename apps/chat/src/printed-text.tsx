import { useEffect, useRef } from "react";

/** Text that the program printed; follows its end while it grows. */
export function PrintedText({ label, text }: { label: string; text: string }) {
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  if (text === "") return null;
  return (
    <pre ref={box} className="printed" tabIndex={0} role="group" aria-label={label}>
      {text}
    </pre>
  );
}
