// The list of a page's keys: opened by ? and by its button, which is of no use without script.
const keys = document.querySelector("[data-keys]");
const help = document.querySelector("[data-help]");

// Whether a key is for the page: not with others held down, not while somebody writes, not while the list is open.
export const forPage = (event) =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !keys?.open &&
  !event.target.closest("textarea, select, input:not([type=checkbox]), [contenteditable]");

if (help && keys) {
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || !forPage(event)) return;
    event.preventDefault();
    keys.showModal();
  });
}
