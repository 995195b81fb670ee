import type { RunResult, RunStatus } from "@vitrine/sdk";
import { seconds } from "./seconds.ts";

const outcomes: Record<RunStatus, string> = {
  ok: "Ran in your browser",
  error: "Failed",
  timeout: "Stopped at its deadline",
  limit: "Stopped at a limit",
  aborted: "Stopped",
  crashed: "Crashed",
};

/** How a run ended and where its time went. */
export function RunSummary({ result: { status, timings, truncated } }: { result: RunResult }) {
  const { queue, boot, install, run, render } = timings;
  const details = `Waiting and loading ${seconds(queue)}, starting ${seconds(boot)}, packages ${seconds(install)}, code ${seconds(run)}, collecting outputs ${seconds(render)}`;
  return (
    <span className="run-summary" title={details}>
      {outcomes[status]} in {seconds(queue + boot + install + run + render)}
      {truncated.length > 0 && `, ${truncated.join(" and ")} cut at a limit`}
    </span>
  );
}
