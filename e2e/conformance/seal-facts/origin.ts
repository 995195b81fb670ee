import { assert, type Case, equal } from "../harness/index.ts";
import { inFrame, inWorker, sealPolicy } from "./sealed.ts";

/** Where the frame stands: no way to what belongs to the host. */
export const originCases: Case[] = [
  {
    id: "opaque-origin",
    title: "The frame has an opaque origin: no cookies, no storage, no way into its parent (the host has its cookie)",
    async run(context) {
      assert(document.cookie.includes("host-session"), "control: the host page should have its cookie");
      localStorage.setItem("host", "1");
      const seen = await inFrame(context, () => {
        const attempt = (read: () => unknown) => {
          try {
            return `read ${String(read())}`;
          } catch (error) {
            return (error as Error).name;
          }
        };
        return {
          origin: self.origin,
          // WebKit says "" where the standard wants a SecurityError; either way nothing of the host's shows.
          cookie: attempt(() => document.cookie).replace(/^read $/, "SecurityError"),
          localStorage: attempt(() => localStorage.length),
          sessionStorage: attempt(() => sessionStorage.length),
          parent: attempt(() => parent.document),
          parentStorage: attempt(() => parent.localStorage),
          top: attempt(() => top!.document),
        };
      }, null);
      const no = "SecurityError";
      equal(seen, { origin: "null", cookie: no, localStorage: no, sessionStorage: no, parent: no, parentStorage: no, top: no }, "what the frame sees");
    },
  },
  {
    id: "opaque-databases",
    title: "IndexedDB does not open in the frame or its worker; Cache Storage does not, or holds nothing of anybody else's",
    allowConsoleErrors: true,
    async run(context) {
      const attempt = async () => {
        const database = new Promise((resolve, reject) => {
          const request = indexedDB.open("guest");
          request.onsuccess = resolve;
          request.onerror = () => reject(request.error);
        });
        const cache = async () => {
          const found = await (await caches.open("guest")).match("https://vitrine.example/mark");
          await (await caches.open("guest")).put("https://vitrine.example/mark", new Response("left by another"));
          return (await found?.text()) ?? "opened, empty";
        };
        return {
          indexedDB: await database.then(() => "opened", () => "refused"),
          caches: await cache().catch(() => "refused"),
        };
      };
      const control = [await attempt(), await attempt()];
      context.after(() => caches.delete("guest"));
      equal(control[1], { indexedDB: "opened", caches: "left by another" }, "control: the host's own, at the second look");
      const seen = { frame: await inFrame(context, attempt, null), first: await inWorker(context, attempt, null), second: await inWorker(context, attempt, null) };
      for (const [where, { indexedDB, caches }] of Object.entries(seen)) {
        equal(indexedDB, "refused", `indexedDB in ${where}`);
        assert(caches !== "left by another", `Cache Storage in ${where} holds what another left`);
      }
      return JSON.stringify(seen);
    },
  },
  {
    id: "neutral-base",
    title: "A base before the policy, and referrerpolicy, hide the host's address from a srcdoc document",
    async run(context) {
      const read = () => ({ base: document.baseURI, referrer: document.referrer, location: location.href });
      const policyOnly = `<meta http-equiv="Content-Security-Policy" content="${sealPolicy}">`;
      const bare = await inFrame(context, read, null, { head: policyOnly, shellHead: policyOnly, referrerPolicy: "origin" });
      assert(bare.base.includes(location.search), `control: without a base the host's query should show in ${bare.base}`);
      const based = await inFrame(context, read, null);
      equal(based, { base: "about:srcdoc", referrer: "", location: "about:srcdoc" }, "addresses in the frame");
      return `without: ${JSON.stringify(bare)}`;
    },
  },
  {
    id: "broadcast-channel",
    title: "BroadcastChannel does not cross the frame's origin, in either direction",
    async run(context) {
      const channel = new BroadcastChannel("vitrine");
      context.after(() => channel.close());
      const heard: unknown[] = [];
      channel.onmessage = ({ data }) => heard.push(data);
      await inWorker(context, () => new BroadcastChannel("vitrine").postMessage("from the guest"), null);
      const control = new BroadcastChannel("vitrine");
      context.after(() => control.close());
      const arrived = new Promise((resolve) => channel.addEventListener("message", resolve, { once: true }));
      control.postMessage("from the host");
      await arrived;
      equal(heard, ["from the host"], "what the host's channel heard");
    },
  },
];
