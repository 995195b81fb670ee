import { mime, type View } from "@vitrine/sdk";
import { assert, type Case, type CaseContext, createSink, equal } from "../harness/index.ts";
import { countHeld } from "../recovery/count-held.ts";
import { openSandbox } from "../support/sandbox.ts";
import { figureOf, frameIn, lookAt, outputOf } from "./show.ts";

const bar = (height = 300, title = "T") => figureOf([{ type: "bar", x: ["a", "b"], y: [1, 2] }], { height, title: { text: title } });

/** Slots in a column, below so much room that the reader is nowhere near; all of it goes when the case ends. */
function column(context: CaseContext, count = 1, above = 10_000): HTMLElement[] {
  const room = document.createElement("div");
  room.style.width = "600px";
  const gap = room.appendChild(document.createElement("div"));
  gap.style.height = `${above}px`;
  const slots = Array.from({ length: count }, () => room.appendChild(document.createElement("div")));
  document.body.append(room);
  scrollTo(0, 0);
  context.after(() => {
    room.remove();
    scrollTo(0, 0);
  });
  return slots;
}

async function until(fits: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 40_000;
  while (!(await fits())) {
    assert(performance.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const posterIn = (slot: Element) => slot.querySelector("img");
const live = (view: View) => until(() => view.live, "it is not live");

const cases: Case[] = [
  {
    id: "lazy-poster",
    title: "S13: a figure far from the reader is a picture with its name, as high as the figure; it is live when they come near, and the page does not jump",
    async run(context) {
      const sandbox = await openSandbox(context);
      const [slot] = column(context) as [HTMLElement];
      const view = await sandbox.show(bar(), slot);
      const button = slot.querySelector("button")!;
      equal([view.live, slot.querySelectorAll("iframe").length, slot.clientHeight, view.mime, view.tier], [false, 0, 300, mime.plotly, "data"], "far");
      equal([button.type, posterIn(slot)!.alt, posterIn(slot)!.src.startsWith("blob:"), slot.querySelectorAll("svg, canvas, script").length], ["button", "what it shows", true, 0], "the poster");
      assert((await lookAt(await (await fetch(posterIn(slot)!.src)).blob())).colours > 5, "the poster shows the figure");
      equal([(await view.toImage({ format: "svg" })).type, view.live], ["image/svg+xml", false], "a picture of it is to be had");
      await view.update(bar(400));
      equal([view.live, slot.clientHeight], [false, 400], "after an update");
      assert(await view.update(outputOf({})).then(() => false, (error: { code?: string }) => error.code === "OUTPUT_UNSUPPORTED"), "what cannot be drawn");
      const heights = new Set<number>();
      const watch = new ResizeObserver(() => heights.add(slot.clientHeight));
      watch.observe(slot);
      slot.scrollIntoView();
      await live(view);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      watch.disconnect();
      equal([[...heights], slot.querySelectorAll("img, button").length, frameIn(slot).title], [[400], 0, "what it shows"], "near");
      equal((await sandbox.inspect()).posters, 0, "pictures that are held");
      const text = await sandbox.show(outputOf({ [mime.text]: "far" }), slot);
      assert((await view.toImage({ format: "svg" })).size > 0 && text.live, "others");
    },
  },
  {
    id: "lazy-wanted",
    title: "S13: focus or a click on the picture makes the figure live, and the focus stays in its place",
    async run(context) {
      const sandbox = await openSandbox(context);
      const [first, second] = column(context, 2) as [HTMLElement, HTMLElement];
      const views = [await sandbox.show(bar(), first), await sandbox.show(bar(), second)] as [View, View];
      equal(views.map((view) => view.live), [false, false], "control: nobody asked");
      second.querySelector("button")!.click();
      await live(views[1]);
      assert(document.activeElement !== frameIn(second), "a click that gave no focus gives none");
      first.querySelector("button")!.focus({ preventScroll: true });
      await live(views[0]);
      equal(document.activeElement === frameIn(first), true, "the focus is in the frame");
    },
  },
  {
    id: "lazy-theme",
    title: "S13: a picture takes the other colours when its view is told to",
    async run(context) {
      const sandbox = await openSandbox(context);
      const [slot] = column(context) as [HTMLElement];
      const view = await sandbox.show(bar(), slot);
      const { src } = posterIn(slot)!;
      const before = await (await fetch(src)).blob();
      view.setTheme("dark");
      await until(() => posterIn(slot)!.src !== src, "another picture");
      const after = await (await fetch(posterIn(slot)!.src)).blob();
      const corner = async (picture: Blob) => {
        const brush = new OffscreenCanvas(1, 1).getContext("2d")!;
        brush.drawImage(await createImageBitmap(picture), 0, 0);
        return [...brush.getImageData(0, 0, 1, 1).data];
      };
      assert(String(await corner(before)) !== String(await corner(after)), "its background is another");
      equal([view.live, (await sandbox.inspect()).posters], [false, 1], "the old picture is gone");
    },
  },
  {
    id: "lazy-given",
    title: "S13: a picture that the embedder kept stands there at once, without a frame; one that is none is done without",
    async run(context) {
      const sandbox = await openSandbox(context);
      const [blob, address, broken] = column(context, 3) as [HTMLElement, HTMLElement, HTMLElement];
      const canvas = new OffscreenCanvas(600, 300);
      canvas.getContext("2d")!.fillRect(0, 0, 300, 300);
      const picture = await canvas.convertToBlob();
      const url = `data:image/png;base64,${btoa(String.fromCharCode(...new Uint8Array(await picture.arrayBuffer())))}`;
      const views = [await sandbox.show(bar(), blob, { poster: picture }), await sandbox.show(bar(), address, { poster: url })];
      equal([views.map((view) => view.live), posterIn(blob)!.naturalWidth, posterIn(address)!.src === url, (await sandbox.inspect()).viewFrames], [[false, false], 600, true, 0], "no frame");
      await sandbox.show(bar(), broken, { poster: new Blob(["none"]) });
      assert(posterIn(broken)!.naturalHeight >= 300, "one of ours stands for it");
      blob.scrollIntoView();
      await live(views[0]!);
    },
  },
  {
    id: "lazy-inert",
    title: "S13: an SVG that is given as a picture runs nothing and asks for nothing",
    async run(context) {
      const sandbox = await openSandbox(context);
      const [slot] = column(context) as [HTMLElement];
      const svgFor = (url: string, ran: string) =>
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="600" height="300"><style>@import url("${url}?import"); rect { fill: url("${url}?paint") } @font-face { font-family: f; src: url("${url}?font") } text { font-family: f }</style><script>parent.${ran} = true; fetch("${url}?fetch")</script><script href="${url}?script"/><image href="${url}?image" width="9" height="9"/><use href="${url}?use#a"/><foreignObject width="99" height="99"><img xmlns="http://www.w3.org/1999/xhtml" src="${url}?img" onerror="parent.${ran} = true"/><iframe xmlns="http://www.w3.org/1999/xhtml" src="${url}?frame"/></foreignObject><rect width="600" height="300" onload="parent.${ran} = true"/><text y="20">t</text></svg>`;
      const [sink, control] = [createSink("poster"), createSink("poster-control")];
      await sandbox.show(bar(), slot, { poster: new Blob([svgFor(sink.url, "vitrinePosterRan")], { type: "image/svg+xml" }) });
      equal([posterIn(slot)!.naturalWidth, posterIn(slot)!.naturalHeight], [600, 300], "it stands there");
      const inline = document.createElement("div");
      inline.innerHTML = svgFor(control.url, "vitrineControlRan");
      document.body.append(inline);
      context.after(() => inline.remove());
      await control.arrived();
      await until(() => "vitrineControlRan" in globalThis, "control: in the page itself it runs");
      equal([await sink.arrivals(), "vitrinePosterRan" in globalThis], [0, false], "what it asked for, and ran");
    },
    allowConsoleErrors: true,
  },
  {
    id: "lazy-not",
    title: "S13: pictures of the guest's, markup and text stand in frames wherever the reader is, and so does a figure with `lazy: false`",
    async run(context) {
      const sandbox = await openSandbox(context);
      const canvas = new OffscreenCanvas(9, 9);
      canvas.getContext("2d")!.fillRect(0, 0, 5, 9);
      const png = outputOf({ [mime.png]: new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer()) });
      const svg = outputOf({ [mime.svg]: `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="9"/></svg>` });
      const shown: [typeof png, object?][] = [[png], [svg], [outputOf({ [mime.html]: "<p>a</p>" })], [outputOf({ [mime.text]: "a" })], [bar(), { lazy: false }]];
      const slots = column(context, shown.length + 1);
      for (const [index, [output, options]] of shown.entries()) {
        const view = await sandbox.show(output, slots[index]!, options);
        equal([view.live, posterIn(slots[index]!)], [true, null], view.mime);
      }
      const slot = slots.at(-1)!;
      const view = await sandbox.show(bar(), slot);
      equal(view.live, false, "control: a figure is a picture");
      await view.update(png);
      equal([view.live, posterIn(slot)], [true, null], "a figure that became a picture of the guest's");
    },
  },
  {
    id: "lazy-many",
    title: "S13, S5: of fifty figures few have frames, wherever the reader is; when they are disposed of no frame, picture or listener is left",
    timeoutMs: 240_000,
    async run(context) {
      const held = countHeld();
      context.after(held.stop);
      // A dozen of them at once: on a loaded machine the last are late.
      const sandbox = await openSandbox(context, { limits: { drawMs: 100_000 } });
      const before = held.now();
      const slots = column(context, 50, 0);
      const views = await Promise.all(slots.map((slot, index) => sandbox.show(bar(300, `figure ${index}`), slot)));
      const first = await sandbox.inspect();
      // Those within a screen of what is seen, or eight, with one that comes; the press's frame, and two that wait.
      const few = Math.max(8, Math.ceil((3 * innerHeight) / 300) + 2) + 4;
      assert(first.views === 50 && first.posters >= 50 - few && first.viewFrames <= few, JSON.stringify({ ...first, few }));
      let most = 0;
      for (const index of [10, 20, 30, 40, 49, 0]) {
        slots[index]!.scrollIntoView();
        await live(views[index]!);
        // What was left is given up.
        await until(async () => (await sandbox.inspect()).viewFrames <= few, "frames are given up");
        most = Math.max(most, (await sandbox.inspect()).viewFrames);
        await until(async () => (await sandbox.inspect()).posters + views.filter((view) => view.live).length === 50, "each is one or the other");
      }
      assert((await (await views[0]!.toImage({ format: "svg" })).text()).includes("figure 0"), "each frame draws what stands in its place");
      assert((await (await views[33]!.toImage({ format: "svg" })).text()).includes("figure 33"), "and so does a picture");
      for (const view of views) view.dispose();
      const { views: left, viewFrames, posters } = await sandbox.inspect();
      equal([left, viewFrames, posters], [0, 0, 0], "in the sandbox");
      await until(() => JSON.stringify(held.now()) === JSON.stringify(before), `in the page: ${JSON.stringify([held.now(), before])}`);
      return `${first.posters} pictures at first, at most ${most} frames`;
    },
  },
];

// Each opens a sandbox and several figures: on a loaded machine that takes its time.
export const lazyCases: Case[] = cases.map((each) => ({ timeoutMs: 150_000, ...each }));
