import type { Timings } from "@vitrine/sdk";
import { seconds } from "./seconds.ts";

const parts = [
  ["queue", "waiting and loading"],
  ["boot", "starting"],
  ["install", "packages"],
  ["run", "code"],
  ["render", "collecting outputs"],
] as const;

/** Where a run's time went: a bar, and the same in words. */
export function TimingBar({ timings }: { timings: Timings }) {
  const total = parts.reduce((sum, [phase]) => sum + timings[phase], 0);
  let left = 0;
  return (
    <div className="timing">
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(([phase]) => {
          const width = total > 0 ? (timings[phase] / total) * 100 : 0;
          const x = left;
          left += width;
          return <rect key={phase} className={`timing-${phase}`} x={x} y="0" width={width} height="4" />;
        })}
      </svg>
      <ul>
        {parts.map(([phase, words]) => (
          <li key={phase} className={`timing-${phase}`}>
            {words} <strong>{seconds(timings[phase])}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
