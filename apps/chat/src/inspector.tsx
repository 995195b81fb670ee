import { defaultLimits, defaultPolicy, type RunResult } from "@vitrine/sdk";
import { type ReactNode, useEffect, useRef } from "react";
import { Close } from "./icons.tsx";
import { seconds } from "./seconds.ts";
import { sizeText } from "./size-text.ts";
import { TimingBar } from "./timing-bar.tsx";
import { useRun } from "./use-run.ts";

/** A drawer with all that is known of a run: where its time went, what happened, what the model read, under which rules, what exactly ran. */
export function Inspector({ runKey, onClose }: { runKey: string; onClose: () => void }) {
  const { state } = useRun(runKey);
  const drawer = useRef<HTMLDialogElement>(null);
  // A modal dialog: focus goes in, stays in, and comes back; Escape closes.
  useEffect(() => drawer.current?.showModal(), []);
  const { result, events = [], digest } = state ?? {};
  return (
    <dialog ref={drawer} className="drawer" aria-labelledby="inspector-title" onClose={onClose} onClick={(event) => event.target === drawer.current && drawer.current?.close()}>
      <div className="drawer-content">
        <header>
          <h2 id="inspector-title">The run</h2>
          <button type="button" className="quiet" aria-label="Close" onClick={() => drawer.current?.close()}>
            <Close />
          </button>
        </header>
        {result && <TimingBar timings={result.timings} />}
        {result && <Facts facts={usageOf(result)} />}
        <Section title="What the model read" open>
          {digest ? <pre tabIndex={0}>{digest}</pre> : <p className="faint">Nothing yet.</p>}
        </Section>
        <Section title={`Events (${events.length})`} open>
          <ol className="events">
            {events.map(({ at, type, text }, index) => (
              <li key={index}>
                <span className="at">{seconds(at)}</span>
                <span className="type">{type}</span>
                <span className="text">{text}</span>
              </li>
            ))}
          </ol>
        </Section>
        <Section title="Policy">
          <pre tabIndex={0}>{JSON.stringify(defaultPolicy, null, 2)}</pre>
          <p className="faint">What its code may reach: no network, and packages only from the lock, each by its hash. What it draws stands in sealed frames.</p>
        </Section>
        <Section title="Limits">
          <Facts facts={Object.entries(defaultLimits).map(([name, value]) => [name, name.endsWith("Bytes") ? sizeText(value) : name.endsWith("Ms") ? seconds(value) : value.toLocaleString("en")])} />
        </Section>
        {result && (
          <Section title="Manifest">
            <Facts facts={manifestOf(result)} />
          </Section>
        )}
      </div>
    </dialog>
  );
}

function Section({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Facts({ facts }: { facts: (readonly [string, string])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function usageOf({ status, usage, timings, exitCode, cuts }: RunResult): [string, string][] {
  return [
    ["Status", exitCode ? `${status}, exit code ${exitCode}` : status],
    ["Interpreter", starts[timings.start]],
    ["Peak memory", usage.peakMemoryBytes === null ? "not known" : sizeText(usage.peakMemoryBytes)],
    ["Output", sizeText(usage.outputBytes)],
    ...(cuts.length > 0 ? [["Cut", cuts.map(({ message }) => message).join(" ")] as [string, string]] : []),
  ];
}

const starts: Record<RunResult["timings"]["start"], string> = { none: "was not started", scratch: "fresh, started for this run", image: "fresh, from an image", spare: "fresh, had waited ahead", session: "its session's" };

function manifestOf({ manifest }: RunResult): [string, string][] {
  const { language, distribution, runtime, codeHash, inputsHash, packages } = manifest;
  return [
    ["Language", language],
    ["Distribution", distribution],
    ...Object.entries(runtime),
    ["Code", codeHash],
    ["Inputs", inputsHash],
    ...packages.map(({ file, sha256 }): [string, string] => [file, sha256]),
  ];
}
