import { ensure, type Errno, errno, WasiError } from "./errno.ts";
import type { Host } from "./host.ts";

/** "eventtype" of preview 1. */
const eventType = { clock: 0, read: 1, write: 2 };
const subscriptionBytes = 48;
const eventBytes = 32;
const hangup = 1;

interface PollEvent {
  userdata: bigint;
  type: number;
  error: Errno;
  bytes: bigint;
  flags: number;
}

/** Waiting: for time to go by, and for what is open to be ready, which it always is. */
export function pollCalls({ memory, descriptors, clock }: Host) {
  /** How much can be read or written at once. */
  const readiness = (fd: number, type: number): { bytes: bigint; flags: number } => {
    const descriptor = descriptors.get(fd, "POLL_FD_READWRITE");
    if (descriptor.kind === "file" && type === eventType.read) return { bytes: BigInt(Math.max(descriptor.inode.size - descriptor.offset, 0)), flags: 0 };
    if (descriptor.kind !== "stream" || type === eventType.write) return { bytes: 0n, flags: 0 };
    const available = descriptor.available?.() ?? 0;
    return { bytes: BigInt(available), flags: available === 0 ? hangup : 0 };
  };

  return {
    poll_oneoff(subscriptions: number, events: number, count: number, result: number) {
      ensure(count > 0 && count <= 65_536, "INVAL");
      memory.view(subscriptions, count * subscriptionBytes);
      memory.view(events, count * eventBytes);
      const ready: PollEvent[] = [];
      const waiting: { userdata: bigint; until: bigint }[] = [];
      const start = clock.monotonic();
      for (let at = subscriptions; at < subscriptions + count * subscriptionBytes; at += subscriptionBytes) {
        const userdata = memory.u64(at);
        const type = memory.bytes(at + 8, 1)[0]!;
        const event: PollEvent = { userdata, type, error: "SUCCESS", bytes: 0n, flags: 0 };
        try {
          ensure(type <= 2, "INVAL");
          if (type !== eventType.clock) {
            ready.push(Object.assign(event, readiness(memory.u32(at + 16), type)));
            continue;
          }
          const id = memory.u32(at + 16);
          ensure(id <= 1, "NOTSUP");
          const timeout = memory.u64(at + 24);
          const absolute = (memory.u32(at + 40) & 1) !== 0;
          // The realtime clock runs as the monotonic one does, only from elsewhere.
          const until = !absolute ? start + timeout : id === 1 ? timeout : start + timeout - clock.realtime();
          waiting.push({ userdata, until });
        } catch (error) {
          if (!(error instanceof WasiError)) throw error;
          ready.push({ ...event, error: error.code });
        }
      }
      if (ready.length === 0) {
        const first = waiting.reduce((least, { until }) => (until < least ? until : least), waiting[0]!.until);
        // Sleep is as coarse as the engine's clock, and what is waited for must have come.
        for (let rest = first - clock.monotonic(); rest > 0n; rest = first - clock.monotonic()) clock.sleep(rest);
      }
      const end = clock.monotonic();
      for (const { userdata, until } of waiting) if (until <= end) ready.push({ userdata, type: eventType.clock, error: "SUCCESS", bytes: 0n, flags: 0 });
      ready.forEach(({ userdata, type, error, bytes, flags }, place) => {
        const at = events + place * eventBytes;
        const view = memory.view(at, eventBytes);
        memory.bytes(at, eventBytes).fill(0);
        view.setBigUint64(at, userdata, true);
        view.setUint16(at + 8, errno[error], true);
        view.setUint8(at + 10, type);
        view.setBigUint64(at + 16, bytes, true);
        view.setUint16(at + 24, flags, true);
      });
      memory.setU32(result, ready.length);
    },
  };
}
