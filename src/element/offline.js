/// <reference path="./globals.d.ts" />
// Offline reading of a prerendered page. This file runs in two places. In the page, it saves copies of the page's files
// and registers itself as a service worker. In the service worker, it answers with a copy if the network does not answer.
// Embedded stories do not load this file.

const CACHE = "sidelight";

/** The longest time that the network may take if there is a copy, in milliseconds. */
const NETWORK_TIMEOUT = 3000;

/**
 * Saves a copy of each file of the page that has none. The service worker keeps the copies up to date.
 * @param {string} script the URL of this file
 * @returns {Promise<string>} "saved", or "other-worker" if another service worker controls the folder
 */
const savePage = async (script) => {
  const { serviceWorker } = navigator;
  const folder = new URL(".", script).href;
  const existing = await serviceWorker.getRegistration(folder);
  const worker = existing && (existing.active ?? existing.waiting ?? existing.installing);
  // Do not replace a service worker of the site.
  if (worker && worker.scriptURL !== script) return "other-worker";
  await serviceWorker.register(script);
  await serviceWorker.ready;
  const cache = await caches.open(CACHE);
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  // The reader may reach the timeline without a network.
  const chunks = files.filter((file) => file.endsWith("_bg.wasm")).map((file) => file.replace("_bg.", "_timeline."));
  for (const file of new Set([location.href.split("#")[0], ...files, ...chunks])) {
    if (!file.startsWith(folder) || (await cache.match(file))) continue;
    const response = await fetch(file, { cache: "force-cache" });
    if (response.ok) await cache.put(file, response);
  }
  return "saved";
};

/**
 * Returns the network's response, or the copy if the network fails or takes too long.
 * @param {Request} request
 */
const respond = async (request) => {
  const cache = await caches.open(CACHE);
  const copy = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  const fresh = (async () => {
    const response = await fetch(request);
    if (response.ok && (await cache.match(request))) await cache.put(request, response.clone());
    return response;
  })();
  if (!copy) return fresh;
  const late = new Promise((done) => setTimeout(done, NETWORK_TIMEOUT, copy));
  return Promise.race([fresh.catch(() => copy), late]);
};

if (globalThis.document) {
  /** @type {any} */
  const { src } = document.currentScript;
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  // The attribute data-sidelight-offline says what was done. If saving fails, the page works as it does without this file.
  const start = () =>
    whenIdle(async () => {
      document.documentElement.dataset.sidelightOffline = await savePage(src).catch(String);
    });
  if ("serviceWorker" in navigator && globalThis.caches) addEventListener("sidelight-ready", start, { once: true });
} else {
  addEventListener(
    "install",
    /** @param {any} event */
    (event) => {
      // Chromium can start the request before this worker has started (Static Routing API).
      const routes = event.addRoutes?.({ condition: { requestMethod: "GET" }, source: "race-network-and-fetch-handler" });
      event.waitUntil(Promise.allSettled([routes, skipWaiting()]));
    },
  );
  addEventListener(
    "activate",
    /** @param {any} event */
    (event) => event.waitUntil(clients.claim()),
  );
  addEventListener(
    "fetch",
    /** @param {any} event */
    (event) => {
      const { method, url } = event.request;
      if (method === "GET" && url.startsWith(registration.scope)) event.respondWith(respond(event.request));
    },
  );
}
