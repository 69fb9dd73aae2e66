// The page that is all Sidelight's own can be read without a network once it has been opened. This file is both sides of
// that: in the page it keeps a copy of what the page is made of, and as the worker of that page it answers with the copy
// where the network doesn't answer. What an embedding page does is its own matter: it has neither.

const KEPT = "sidelight";

/** How long the network may take while there is a copy, in milliseconds. */
const PATIENCE = 3000;

/** Keeps a copy of whatever the page was made of, unless it has one: the worker keeps that fresh. */
const keep = async (script) => {
  const { serviceWorker } = navigator;
  const folder = new URL(".", script).href;
  const before = await serviceWorker.getRegistration(folder);
  const worker = before && (before.active ?? before.waiting ?? before.installing);
  // What somebody else has here stays theirs.
  if (worker && worker.scriptURL !== script) return "no";
  await serviceWorker.register(script);
  await serviceWorker.ready;
  const cache = await caches.open(KEPT);
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  for (const file of new Set([location.href.split("#")[0], ...files])) {
    if (!file.startsWith(folder) || (await cache.match(file))) continue;
    const response = await fetch(file, { cache: "force-cache" });
    if (response.ok) await cache.put(file, response);
  }
  return "";
};

/** What the network answers, or the copy where it fails or takes too long. */
const answer = async ({ request }) => {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  const fresh = (async () => {
    const response = await fetch(request);
    if (response.ok && (await cache.match(request))) await cache.put(request, response.clone());
    return response;
  })();
  if (!kept) return fresh;
  const late = new Promise((done) => setTimeout(done, PATIENCE, kept));
  return Promise.race([fresh.catch(() => kept), late]);
};

if (globalThis.document) {
  const { src } = document.currentScript;
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  // Where it is refused, the page is as it would be without.
  const begin = () =>
    idle(async () => {
      try {
        document.documentElement.dataset.sidelightKept = await keep(src);
      } catch (error) {
        console.info("sidelight: no copy is kept:", error);
      }
    });
  if ("serviceWorker" in navigator && globalThis.caches) addEventListener("sidelight-ready", begin, { once: true });
} else {
  addEventListener("install", (event) => {
    // A browser that knows how lets the network and this worker run a race, so that nothing waits for the worker to start.
    const routed = event.addRoutes?.({ condition: { requestMethod: "GET" }, source: "race-network-and-fetch-handler" });
    event.waitUntil(Promise.allSettled([routed, skipWaiting()]));
  });
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (method === "GET" && url.startsWith(registration.scope)) event.respondWith(answer(event));
  });
}
