import { equal, settings, suite } from "./harness/index.ts";
import { groupsOf } from "./python/all-cases.ts";
import { keepImage } from "./support/kept-image.ts";
import { openSandbox } from "./support/sandbox.ts";

// All that Python must do, in interpreters that go on from an image: it changes nothing.
const distribution = "pyodide-0.29";

const hasImages = settings.engine !== "webkit";
if (hasImages) await keepImage();

await suite([
  {
    id: "from-an-image",
    title: "control: the interpreters of this suite go on from an image",
    timeoutMs: 120_000,
    async run(context) {
      if (!hasImages) context.skip("no images in WebKit: the worker that packs packages never ends there");
      const { timings } = await (await openSandbox(context, { distribution })).run({ code: "1" }).result;
      equal(timings.start, "image", "where it came from");
    },
  },
  ...(hasImages ? groupsOf(distribution).flat() : []),
]);
