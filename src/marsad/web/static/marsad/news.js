import { forPage } from "./keys.js";

// One's own page: what was on it for a while is kept as seen, and keys walk through it. The forms do the same.
const form = document.querySelector("[data-seen]");
const items = [...document.querySelectorAll("[data-list] > li")];
const LOOKED_AT = 4000; // milliseconds on the page until it counts as seen

const seen = () => {
  if (document.visibilityState !== "visible") return;
  const body = new URLSearchParams(new FormData(form));
  fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, keepalive: true });
};
if (form) setTimeout(seen, LOOKED_AT);

const step = (by) => {
  const at = items.findIndex((item) => item.contains(document.activeElement));
  items[Math.min(Math.max(at + by, 0), items.length - 1)]?.querySelector("h3 a").focus();
};
document.addEventListener("keydown", (event) => {
  if (!forPage(event)) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "r") {
    document.activeElement?.closest("[data-list] > li")?.querySelector('[data-key="r"]')?.click();
  } else return;
  event.preventDefault();
});
