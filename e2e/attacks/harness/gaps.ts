import type { Gap } from "../../report.ts";

const hints = "https://github.com/whatwg/html/issues/9035";
const peers = "https://github.com/w3c/webrtc-pc/issues/1727";
const preconnect = "A script in scripted HTML can have a connection opened by a preconnect link: no policy governs resource hints.";
const preconnectName = "A script in scripted HTML can have a name looked up by a preconnect link: no policy governs resource hints.";
const stun = "A script in scripted HTML can send STUN packets: WebRTC heeds no policy until an engine knows the directive webrtc 'block'.";
const stunName = "A script in scripted HTML can have the name of a STUN server looked up: WebRTC heeds no policy until an engine knows the directive webrtc 'block'.";
const turn = "A script in scripted HTML can open a connection to a TURN server: WebRTC heeds no policy until an engine knows the directive webrtc 'block'.";
const focus = "A script in scripted HTML can take the focus: nothing takes that from a frame until an engine knows the policy focus-without-user-activation.";
const focusPolicy = "https://github.com/w3c/webappsec-permissions-policy/blob/main/policies/focus-without-user-activation.md";

/**
 * What browsers leave open and a page cannot close: an attack that stands here for an engine is expected to succeed there, and fails the suite
 * once it does not. The table in docs/security.md says the same (check-docs).
 */
export const gaps: readonly Gap[] = [
  {
    attack: "C-document-navigation-connects",
    engine: "chromium",
    reason: "A navigation that the policy refuses sends nothing, but Chromium looks its name up and opens a connection before it asks the policy. It takes a script in a document: scripted HTML.",
    link: "https://www.chromium.org/developers/design-documents/network-stack/preconnect/",
    assertion: "looked up or connected to",
  },
  {
    attack: "C-scripted-dns-prefetch",
    engine: "chromium",
    reason: "A script in scripted HTML can have a name looked up by a dns-prefetch link: no policy governs resource hints, and Chromium heeds x-dns-prefetch-control only for links that readers see.",
    link: "https://github.com/w3c/webappsec-csp/issues/282",
    assertion: "what arrived by dns",
  },
  { attack: "C-scripted-preconnect", engine: "chromium", reason: preconnect, link: hints, assertion: "what arrived by tcp" },
  { attack: "C-scripted-preconnect", engine: "firefox", reason: preconnect, link: hints, assertion: "what arrived by tcp" },
  { attack: "C-scripted-preconnect", engine: "webkit", reason: preconnect, link: hints, assertion: "what arrived by tcp" },
  { attack: "C-scripted-preconnect-name", engine: "chromium", reason: preconnectName, link: hints, assertion: "what arrived by dns" },
  { attack: "C-scripted-preconnect-name", engine: "firefox", reason: preconnectName, link: hints, assertion: "what arrived by dns" },
  { attack: "C-scripted-preconnect-name", engine: "webkit", reason: preconnectName, link: hints, assertion: "what arrived by dns" },
  { attack: "C-scripted-stun", engine: "chromium", reason: stun, link: peers, assertion: "what arrived by udp" },
  { attack: "C-scripted-stun", engine: "firefox", reason: stun, link: peers, assertion: "what arrived by udp" },
  { attack: "C-scripted-stun-name", engine: "chromium", reason: stunName, link: peers, assertion: "what arrived by dns" },
  { attack: "C-scripted-stun-name", engine: "firefox", reason: stunName, link: peers, assertion: "what arrived by dns" },
  { attack: "C-scripted-turn-tcp", engine: "chromium", reason: turn, link: peers, assertion: "what arrived by tcp" },
  { attack: "C-scripted-turn-tcp", engine: "firefox", reason: turn, link: peers, assertion: "what arrived by tcp" },
  {
    attack: "D-page-stays-close",
    engine: "firefox",
    reason: "A script in scripted HTML can close a tab that has no other page in its history: Firefox does not ask the sandbox, as the standard wants.",
    link: "https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-window-close",
    assertion: "whether the window was closed",
  },
  {
    attack: "D-page-stays-history",
    engine: "firefox",
    reason: "A script in scripted HTML can take the page back in its history: Firefox does not ask the sandbox, as the standard wants.",
    link: "https://html.spec.whatwg.org/multipage/browsing-the-web.html#traverse-the-history-by-a-delta",
    assertion: "steps that the page was taken back",
  },
  {
    attack: "D-page-stays-history",
    engine: "webkit",
    reason: "A script in scripted HTML can take the page back in its history: WebKitGTK does not ask the sandbox, as the standard wants.",
    link: "https://html.spec.whatwg.org/multipage/browsing-the-web.html#traverse-the-history-by-a-delta",
    assertion: "steps that the page was taken back",
  },
  { attack: "F-focus-scripted", engine: "chromium", reason: focus, link: focusPolicy, assertion: "what has the focus" },
  { attack: "F-focus-scripted", engine: "firefox", reason: focus, link: focusPolicy, assertion: "what has the focus" },
];
