// Serves one's own page and saved articles without a network. Pages come from the network whenever there is one.
// What is kept belongs to whoever is signed in: it goes with signing out, and when another account signs in.
const ASSETS = "marsad-assets";
const PAGES = "marsad-pages";
const LIST = "/kept-pages"; // under which the list of what is kept is remembered
const OWN = /^\/(en\/)?(mine\/(follows\/)?|saved\/(\d+\/|highlights\/)?)$/;
// Who signs in or out, or deletes the account, leaves nothing of before on the device.
const OUT = /^\/(en\/)?(sign-in|sign-out|account\/delete)\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && OUT.test(url.pathname)) event.respondWith(leave(request));
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

self.addEventListener("message", (event) => event.waitUntil(keep(event.data)));

async function leave(request) {
  await caches.delete(PAGES); // without a network too
  try {
    return await fetch(request);
  } finally {
    await caches.delete(PAGES); // and what was on its way meanwhile
  }
}

async function asset(request) {
  const cache = await caches.open(ASSETS);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (fault) {
    return (await cache.match(request)) ?? Response.error();
  }
}

async function page(request, url) {
  const cache = await caches.open(PAGES);
  try {
    const response = await fetch(request);
    if (OWN.test(url.pathname)) await mine(cache, url, response);
    return response;
  } catch (fault) {
    const english = url.pathname.startsWith("/en/") ? "/en" : "";
    return (await cache.match(url.pathname)) ?? (await cache.match(`${english}/without-network/`)) ?? Response.error();
  }
}

// One's own page as the network gives it. Where it leads to the form for signing in, the session has ended, perhaps from
// another device: then nothing stays. An article that is gone goes from here as well.
async function mine(cache, url, response) {
  if (response.type === "opaqueredirect" || response.redirected) await caches.delete(PAGES);
  else if (response.status === 404) await cache.delete(url.pathname);
  else if (good(response) && !url.search) await cache.put(url.pathname, response.clone());
}

// Pages that lead to the form for signing in are none of the reader's own.
const good = (response) => response.ok && !response.redirected && response.type === "basic";

async function keep({ address, apart }) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (answer.redirected) await caches.delete(PAGES); // signed in no more
  if (!good(answer)) return;
  const told = await answer.json();
  let cache = await caches.open(PAGES);
  const before = await (await cache.match(LIST))?.json();
  if (before && before.owner !== told.owner) {
    await caches.delete(PAGES);
    cache = await caches.open(PAGES);
  }
  const known = before?.owner === told.owner ? before.pages : {};
  for (const path of Object.keys(known)) if (!(path in told.pages)) await cache.delete(path);
  for (const [path, mark] of Object.entries({ ...told.pages, [apart]: "" })) {
    if (mark && known[path] === mark && (await cache.match(path))) continue;
    const response = await fetch(path, { credentials: "same-origin" });
    if (good(response)) await cache.put(path, response);
  }
  await cache.put(LIST, new Response(JSON.stringify(told), { headers: { "Content-Type": "application/json" } }));
}
