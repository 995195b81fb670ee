import { equal, settings, suite } from "./harness/index.ts";
import { groupsOf } from "./python/all-cases.ts";
import { servedImages } from "./support/kept-image.ts";
import { openSandbox } from "./support/sandbox.ts";

// The distribution that is used unless another is asked for. Its interpreters go on from images that are served; WebKit has none and starts them from scratch, as `python-314` does everywhere.
const distribution = "pyodide-0.29";

await suite([
  {
    id: "from-an-image",
    title: "R17: control: the interpreters of this suite go on from an image",
    timeoutMs: 120_000,
    async run(context) {
      if (settings.engine === "webkit") context.skip("no images in WebKit: see ADR 0013");
      if ((await servedImages()).length === 0) context.skip("the assets directory has no images: vitrine assets --image");
      const { timings } = await (await openSandbox(context, { distribution })).run({ code: "1" }).result;
      equal(timings.start, "image", "where it came from");
    },
  },
  ...groupsOf(distribution).flat(),
]);
