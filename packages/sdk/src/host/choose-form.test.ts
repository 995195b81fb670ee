import { mime, type MimeBundle, type ViewTier } from "@vitrine/protocol";
import { expect, test } from "vitest";
import { chooseForm } from "./choose-form.ts";

const all: MimeBundle = { [mime.text]: "a", [mime.html]: "<p>a", [mime.png]: new Uint8Array(1) };

test.each<[MimeBundle, ViewTier, object]>([
  [all, "data", { mime: mime.png, tier: "data" }],
  [all, "static", { mime: mime.html, tier: "static" }],
  [all, "scripted", { mime: mime.html, tier: "scripted" }],
  [{ ...all, [mime.plotly]: {} }, "scripted", { mime: mime.plotly, tier: "data" }],
  [{ [mime.markdown]: "a" }, "scripted", { mime: mime.markdown, tier: "static" }],
  [{ "video/mp4": new Uint8Array(1) }, "data", { mime: "video/mp4", tier: "data" }],
])("S4: the form of %o that the tier %s draws", (data, tier, form) => {
  expect(chooseForm(data, tier)).toEqual(form);
});

test("S4: markup is refused in the tier data, with a fix; so is what nothing draws", () => {
  const code = (data: MimeBundle) => {
    try {
      return chooseForm(data, "data").mime;
    } catch (error) {
      const { code: said, fix } = error as { code: string; fix: string };
      return [said, fix];
    }
  };
  expect(code({ [mime.html]: "" })).toEqual(["OUTPUT_UNSUPPORTED", expect.stringContaining('tier: "static"')]);
  expect(code({ "x/y": "" })).toEqual(["OUTPUT_UNSUPPORTED", expect.stringContaining("output.data")]);
});
