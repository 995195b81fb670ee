import { assert, settings, suite } from "./harness/index.ts";
import { groupsOf } from "./python/all-cases.ts";
import { keepImage } from "./support/kept-image.ts";
import { runOnce } from "./support/sandbox.ts";

// All that Python must do, in interpreters that go on from an image: it changes nothing.
const distribution = "pyodide-0.29";

const hasImages = settings.engine !== "webkit";
if (hasImages) await keepImage();

await suite([
  {
    id: "from-an-image",
    title: "control: the interpreters of this suite go on from an image",
    async run(context) {
      if (!hasImages) context.skip("no images in WebKit: the worker that packs packages never ends there");
      const { timings } = await runOnce(distribution, "1");
      assert(["image", "spare"].includes(timings.start), `it came from ${timings.start}`);
    },
  },
  ...(hasImages ? groupsOf(distribution).flat() : []),
]);
