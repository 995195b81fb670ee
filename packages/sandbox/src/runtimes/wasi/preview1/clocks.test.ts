import { afterEach, expect, test, vi } from "vitest";
import { Calls } from "../testing/calls.ts";
import { systemClock } from "./clocks.ts";

afterEach(() => vi.restoreAllMocks());

test("the monotonic clock goes on with each look, however coarse the engine's is", () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(5);
  const { monotonic } = systemClock();
  expect([monotonic(), monotonic(), monotonic()]).toEqual([5_000_000n, 5_000_001n, 5_000_002n]);
  now.mockReturnValue(5.1);
  expect(monotonic()).toBe(5_100_000n);
});

test("waiting for less than a step of the engine's clock ends with the event", () => {
  // A tenth of a millisecond each fifty looks.
  let looks = 0;
  vi.spyOn(performance, "now").mockImplementation(() => Math.floor(looks++ / 50) / 10);
  const calls = new Calls({ clock: systemClock() });
  const [subscription, event, result] = [calls.room(48), calls.room(32), calls.room(4)];
  for (const nanoseconds of [0n, 1n, 999n, 1_500n]) {
    const view = calls.view(subscription, 48);
    view.setUint32(16, 1, true);
    view.setBigUint64(24, nanoseconds, true);
    expect(calls.call("poll_oneoff", subscription, event, 1, result)).toBe("SUCCESS");
    expect(calls.view(result, 4).getUint32(0, true)).toBe(1);
  }
});
