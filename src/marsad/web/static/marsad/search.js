// Suggestions while typing, after the ARIA pattern of a combobox with a list; and «/» leads to the box. Without this the
// form works as it is.
const form = document.querySelector("form.ask");
const box = form.querySelector("#words");
const list = form.querySelector("#suggestions");
const told = form.querySelector("[data-told]");
const WAIT = 120; // milliseconds without a key before anything is asked
let chosen = -1;
let timer = 0;
let asking = null;

box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", list.id);
box.setAttribute("aria-expanded", "false");

const close = () => {
  clearTimeout(timer);
  asking?.abort();
  list.hidden = true;
  list.replaceChildren();
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  chosen = -1;
};

const choose = (n) => {
  const options = [...list.children];
  chosen = (n + options.length + 1) % (options.length + 1); // the last place is the box itself
  options.forEach((option, k) => option.setAttribute("aria-selected", String(k === chosen)));
  if (chosen === options.length) {
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    return;
  }
  box.setAttribute("aria-activedescendant", options[chosen].id);
  options[chosen].scrollIntoView({ block: "nearest" });
};

const open = (option) => {
  if (option.dataset.address) location.assign(option.dataset.address);
  else {
    box.value = option.dataset.text;
    form.requestSubmit();
  }
};

const part = (name, text, className) => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

const show = (suggestions) => {
  list.replaceChildren(
    ...suggestions.map(({ text, detail, address }, n) => {
      const option = document.createElement("li");
      option.id = `suggestion-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.text = text;
      if (address) option.dataset.address = address;
      option.append(part("bdi", text), part("bdi", detail, "quiet"));
      return option;
    }),
  );
  chosen = -1;
  box.removeAttribute("aria-activedescendant");
  list.hidden = suggestions.length === 0;
  box.setAttribute("aria-expanded", String(!list.hidden));
  told.textContent = suggestions.length === 1 ? told.dataset.one : told.dataset.many.replace("{count}", suggestions.length);
};

const ask = async () => {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: box.value })}`, { signal: asking.signal });
    if (answer.ok) show((await answer.json()).suggestions);
  } catch (error) {
    if (error.name !== "AbortError") close(); // no network: the form still works
  }
};

box.addEventListener("input", () => {
  if (box.value) box.dir = "auto"; // an empty box reads as the page does
  else box.removeAttribute("dir");
  clearTimeout(timer);
  if (box.value.trim().length < 2) close();
  else timer = setTimeout(ask, WAIT);
});
box.addEventListener("keydown", (event) => {
  if (event.isComposing || list.hidden) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
  else if (event.key === "Enter" && chosen >= 0) open(list.children[chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
box.addEventListener("blur", close);
list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) open(option);
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
  box.select();
});
form.addEventListener("submit", () => {
  for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
});
addEventListener("pageshow", () => {
  for (const field of form.elements) field.disabled = false;
});
