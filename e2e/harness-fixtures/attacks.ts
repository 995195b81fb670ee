import { type Attack, attackSuite } from "../attacks/harness/index.ts";
import { settings } from "../conformance/harness/index.ts";

const engine = settings.engine as "chromium";
const gap = (attack: string) => ({ attack, engine, reason: "Browsers do that.", link: "https://example.com/", assertion: "it came through" });
const fails = (message: string) => () => {
  throw new Error(message);
};

const attacks: Attack[] = [
  { id: "A-holds", title: "S1: holds", run: () => ({ detail: "seen", stallMs: 7 }) },
  { id: "A-open", title: "S1: comes through", run: fails("it came through") },
  { id: "A-gap", title: "S1, R2: comes through, as is known", run: fails("control fine, but it came through") },
  { id: "A-gap-elsewhere", title: "S1: comes through, where that is not known", run: fails("it came through") },
  { id: "A-gap-closed", title: "S1: no longer comes through", run: () => {} },
  { id: "A-gap-otherwise", title: "S1: fails before it could come through", run: fails("no control") },
  { id: "A-pollutes", title: "S1: adds to the host's prototypes", run: () => void Object.assign(Object.prototype, { polluted: 1 }) },
  {
    id: "A-replaces",
    title: "S1: replaces what the host calls",
    run() {
      delete (Object.prototype as { polluted?: number }).polluted;
      Object.defineProperty(Object.getPrototypeOf([]), "at", { value: () => "taken" });
    },
  },
];

await attackSuite(attacks, [gap("A-gap"), { ...gap("A-gap-elsewhere"), engine: "webkit" }, gap("A-gap-closed"), gap("A-gap-otherwise")]);
