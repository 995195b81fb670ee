import { suite } from "../conformance/harness/index.ts";

// Keeps the page's only thread busy for good, once the load event has told the driver to go on.
await suite([
  {
    id: "busy",
    title: "never lets go",
    run: () =>
      new Promise(() => {
        addEventListener("load", () =>
          setTimeout(() => {
            for (;;);
          }),
        );
      }),
  },
]);
