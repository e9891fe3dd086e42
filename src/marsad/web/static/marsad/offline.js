// Asks the worker to keep one's own pages on this device. Browsers without workers read with a network alone.
const language = document.documentElement.lang === "en" ? "/en" : "";

if ("serviceWorker" in navigator) {
  const registered = await navigator.serviceWorker.register("/worker.js");
  const ready = await navigator.serviceWorker.ready;
  await registered.update().catch(() => undefined); // without a network the old one serves
  ready.active.postMessage({ address: `${language}/kept-pages.json`, apart: `${language}/without-network/` });
}
