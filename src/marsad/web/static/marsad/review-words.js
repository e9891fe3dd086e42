// Words of the report chosen by keys alone: a browser lets nobody select text without a mouse outside of fields.

// `text` is the report, `pick` the bar that says what chosen words are; `chosen` is called when others are chosen. Gives
// what a key does; true if it did something.
export function wordKeys(text, pick, chosen) {
  const words = [];
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest("[data-at]")) continue; // what stands between the words
    for (const found of walk.currentNode.data.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      words.push({ node: walk.currentNode, start: found.index, end: found.index + found[0].length });
    }
  }
  let from = -1;
  let to = -1;

  const bound = (number) => Math.min(Math.max(number, 0), words.length - 1);
  const show = () => {
    const [first, last] = [words[Math.min(from, to)], words[Math.max(from, to)]];
    const range = document.createRange();
    range.setStart(first.node, first.start);
    range.setEnd(last.node, last.end);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    words[to].node.parentElement.scrollIntoView({ block: "nearest" });
    chosen(); // the browser's own event comes some time later
  };
  const leave = () => {
    from = to = -1;
    getSelection().removeAllRanges();
    pick.hidden = true;
  };
  const go = (by, extend) => {
    to = bound(to + by);
    if (!extend) from = to;
    show();
  };
  const begin = () => {
    if (!words.length) return;
    const marked = words.findIndex((word) => word.node.parentElement.closest("mark.strong"));
    from = to = Math.max(marked, 0);
    show();
  };

  return (key, shift) => {
    if (key === "w") return begin(), true;
    if (from < 0) return false;
    if (key === "Escape") return leave(), true;
    // The report runs from right to left: the left arrow leads on.
    if (key === "ArrowLeft" || key === "ArrowRight") return go(key === "ArrowLeft" ? 1 : -1, shift), true;
    if (key === "Enter" && !pick.contains(document.activeElement)) {
      from = to = -1;
      pick.querySelector("button")?.focus();
      return true;
    }
    return false;
  };
}
