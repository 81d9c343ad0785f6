// The service worker: a kind page where there is no connection, and what waits is sent when it returns. "keeps" is of core/app.py.
// Pages of a person are never kept: a navigation goes to the network, and only the public offline page stands in for it.
(() => {
  "use strict";

  const { name, page, files } = self.keeps;

  async function install() {
    const cache = await caches.open(name);
    await cache.addAll([page, ...files].map((url) => new Request(url, { cache: "reload" })));
    await self.skipWaiting();
  }

  async function activate() {
    const others = (await caches.keys()).filter((key) => key !== name);
    await Promise.all(others.map((key) => caches.delete(key)));
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  }

  async function navigate(event) {
    try {
      return (await event.preloadResponse) || (await fetch(event.request));
    } catch {
      return (await caches.match(page)) || Response.error();
    }
  }

  async function fromNetworkFirst(request) {
    try {
      return await fetch(request);
    } catch {
      return (await caches.match(request)) || Response.error();
    }
  }

  async function sync() {
    const left = await self.kept.sendAll();
    for (const client of await self.clients.matchAll()) client.postMessage("kept");
    if (left) throw new Error("Not all of it could be sent yet."); // then the browser tries again
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("sync", (event) => event.waitUntil(sync()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.mode === "navigate") event.respondWith(navigate(event));
    else if (files.includes(new URL(request.url).pathname)) event.respondWith(fromNetworkFirst(request));
  });
})();
