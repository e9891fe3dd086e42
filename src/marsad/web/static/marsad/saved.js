import { forPage } from "./keys.js";

// Highlighting by selecting, and keys: j and k walk through the list, r, s and y press the buttons of what is chosen.
// Without this module the same is done by the forms.
const text = document.querySelector("[data-markable] #text");
const form = document.querySelector(".marking");

// Offsets count code points, as everywhere in Marsad; a browser counts UTF-16 units.
const points = (words) => [...words].length;
const offset = (node, within) => {
  const stretch = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-at]") : null;
  return stretch ? Number(stretch.dataset.at) + points(node.data.slice(0, within)) : null;
};
const chosen = () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end, words: selection.toString() };
};

if (text && form) {
  const { start, end, words } = form.elements;
  const button = form.querySelector("button");
  document.addEventListener("selectionchange", () => {
    const found = chosen();
    if (!found) return;
    start.value = found.start;
    end.value = found.end;
    words.value = found.words.replace(/\s+/g, " ").trim().slice(0, words.maxLength);
  });
  words.addEventListener("input", () => {
    start.value = end.value = "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "h" || !forPage(event) || !start.value) return;
    event.preventDefault();
    button.click();
  });
}

const items = [...document.querySelectorAll("[data-list] > li")];
const step = (by) => {
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
  next?.querySelector("h2 a").focus();
};
document.addEventListener("keydown", (event) => {
  if (!forPage(event)) return;
  if (items.length && event.key === "j") step(1);
  else if (items.length && event.key === "k") step(-1);
  else if (items.length && event.key === "x") document.activeElement?.closest("[data-list] > li")?.querySelector("[data-tick]")?.click();
  else if (["r", "s", "y"].includes(event.key)) {
    const scope = items.length ? document.activeElement?.closest("[data-list] > li") : document;
    scope?.querySelector(`.states [data-key="${event.key}"]`)?.click();
  } else return;
  event.preventDefault();
});

// All of a page are ticked by one press; how many are is said beside it.
const ticks = [...document.querySelectorAll("[data-tick]")];
const all = document.querySelector("[data-tick-all]");
if (all && ticks.length) {
  all.closest("[hidden]").hidden = false;
  const told = () => {
    const many = ticks.filter((tick) => tick.checked).length;
    all.checked = many === ticks.length;
    all.indeterminate = many > 0 && many < ticks.length;
  };
  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
  });
  for (const tick of ticks) tick.addEventListener("change", told);
  told();
}

// Whoever has the end of an article before them for a while has read it. Who comes back to it by a button on it
// (marked as unread, say) is left alone.
const END_SEEN = 2000; // milliseconds
const state = document.querySelector("[data-article-state]");
const unread = state?.querySelector('[data-key="r"][value="read"]');
const end = text?.lastElementChild;
const came = document.referrer ? new URL(document.referrer).pathname : "";
if (unread && end && came !== location.pathname) {
  let timer = 0;
  const watch = new IntersectionObserver(([seen]) => {
    clearTimeout(timer);
    if (seen.isIntersecting) timer = setTimeout(read, END_SEEN);
  });
  const read = async () => {
    watch.disconnect();
    const body = new URLSearchParams(new FormData(state));
    body.set("to", "read");
    const answer = await fetch(state.action, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") return;
    unread.value = "unread";
    unread.textContent = unread.dataset.undo;
  };
  watch.observe(end);
}
