// Reviewing with the keyboard, and fields set by selecting words of the report. Everything works without it.
import { wordKeys } from "./review-words.js";

const keys = document.querySelector("#keys");
const text = document.querySelector("#text");
const pick = document.querySelector("#pick");
const words = text && pick ? wordKeys(text, pick, () => take()) : () => false;
let take = () => {};

// --- keys ---------------------------------------------------------------------------------------------------------

const open = (id) => {
  const part = document.getElementById(id);
  if (!part) return;
  part.open = true;
  const first = part.querySelector("input[type=radio]") ?? part.querySelector("input:not([type=hidden])");
  first?.focus({ preventScroll: true });
  part.scrollIntoView({ block: "start" });
};
let at = -1;
const evidence = () => {
  const marks = [...text.querySelectorAll("mark.strong")].filter((mark) => !mark.parentElement.closest("mark.strong"));
  if (!marks.length) return;
  document.querySelector("mark.here")?.classList.remove("here");
  at = (at + 1) % marks.length;
  marks[at].classList.add("here");
  marks[at].scrollIntoView({ block: "center" });
};
const acts = {
  x: () => open("reject"),
  m: () => open("merge"),
  s: () => open("split"),
  "?": () => {
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
  },
};
// The letter on the key: an Arabic layout gives «ش» where a Latin one gives «a».
const pressed = (event) => {
  if (event.key === "؟") return "?";
  return /^[ -~]+$/.test(event.key) ? event.key : event.code.replace(/^Key([A-Z])$/, (_, letter) => letter.toLowerCase());
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typed = event.target.matches("textarea, select, input:not([type=checkbox], [type=radio])");
  if (!typed && words(pressed(event), event.shiftKey)) return event.preventDefault();
  if (event.repeat) return;
  if (event.key === "Escape") {
    document.querySelector("details.act[open]")?.removeAttribute("open");
    return;
  }
  // Letters typed into a field are its own; a tick box takes none.
  if (typed) return;
  const key = pressed(event);
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]:not([hidden])`);
  const act = acts[key] ?? (button && (() => button.click()));
  if (!act) return;
  event.preventDefault();
  act();
});
const next = document.querySelector("[data-evidence]");
if (next && text) {
  next.hidden = false;
  next.addEventListener("click", evidence);
}

// --- words chosen in the report -----------------------------------------------------------------------------------

// Offsets count code points, as everywhere in Marsad; a browser counts UTF-16 units.
const points = (words) => [...words].length;
const offset = (node, within) => {
  const stretch = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-at]");
  if (!stretch || node.nodeType !== Node.TEXT_NODE) return null;
  return Number(stretch.dataset.at) + points(node.data.slice(0, within));
};
const chosen = () => {
  const selection = getSelection();
  if (!text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  let start = offset(range.startContainer, range.startOffset);
  let end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const words = selection.toString();
  start += points(words) - points(words.trimStart());
  end -= points(words) - points(words.trimEnd());
  return start < end ? { span: `${start}:${end}`, words: words.trim() } : null;
};
const changed = (form) => {
  form.classList.add("changed");
  form.querySelector("button").focus();
  form.scrollIntoView({ block: "nearest" });
};
const put = {
  // One more among the mentions of a field.
  many(form, { span, words }) {
    const options = form.querySelector(".options");
    options.querySelector(".none")?.remove();
    const there = options.querySelector(`input[value="${span}"]`);
    if (there) {
      there.checked = true;
    } else {
      const label = document.createElement("label");
      label.className = "choice";
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "value", value: span, checked: true });
      const shown = Object.assign(document.createElement("bdi"), { lang: "ar", textContent: words });
      label.append(box, shown);
      options.append(label);
    }
  },
  // The words that a time or the last count rests on.
  words(form, { span, words }) {
    const held = [...form.querySelectorAll("input[type=hidden][name^=words]")].at(-1);
    const said = [...form.querySelectorAll("[data-said]")].at(-1);
    held.value = span;
    said.textContent = words;
  },
  one(form, { span, words }) {
    const field = form.querySelector("[name=value]");
    field.value = words;
    let exact = form.querySelector("input[data-exact]");
    if (!exact) {
      exact = Object.assign(document.createElement("input"), { type: "hidden", name: "value" });
      exact.dataset.exact = "";
      form.append(exact);
      field.addEventListener("input", () => exact.remove(), { once: true });
    }
    exact.value = span; // stands last, and so counts
  },
};
if (text && pick) {
  let last = null;
  for (const form of document.querySelectorAll("form[data-pick]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: form.dataset.pick });
    button.addEventListener("click", () => {
      if (!last) return;
      put["many" in form.dataset ? "many" : "words" in form.dataset ? "words" : "one"](form, last);
      pick.hidden = true;
      getSelection().removeAllRanges();
      changed(form);
    });
    pick.append(button);
  }
  take = () => {
    const found = chosen();
    if (found) last = found;
    // A click on a button of the bar takes the selection away in some browsers: the bar stays until it is used.
    if (found) pick.hidden = false;
    else if (!pick.contains(document.activeElement) && getSelection().isCollapsed && text.contains(getSelection().anchorNode)) pick.hidden = true;
  };
  document.addEventListener("selectionchange", () => take());
}
