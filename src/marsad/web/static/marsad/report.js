// Choosing claims without a reload: by their links, by the marks in the text, by j and k; e walks through the evidence.
// Without this module the same links work, and every claim of a text that was just brought stands open.

const beside = matchMedia("(min-width: 64.01rem)"); // as in report.css: below, the panel stands under the text
const claimsIn = (element) => element.dataset.claims.split(" ");

class Panel {
  constructor(root) {
    this.root = root;
    this.claims = [...root.querySelectorAll(".claim")];
    this.links = [...root.querySelectorAll(".report-text .evidence")];
    root.querySelector(".claims")?.classList.remove("open");
    root.addEventListener("click", (event) => this.clicked(event));
  }

  get current() {
    return this.claims.findIndex((claim) => claim.hasAttribute("aria-current"));
  }

  choose(n, { follow = true } = {}) {
    const claim = this.claims[n];
    if (!claim) return;
    for (const other of this.claims) other.removeAttribute("aria-current");
    claim.setAttribute("aria-current", "true");
    for (const mark of this.root.querySelectorAll(".report-text mark")) {
      mark.classList.toggle("strong", claimsIn(mark).includes(String(n)));
    }
    history.replaceState(null, "", claim.querySelector(".choose").getAttribute("href"));
    claim.scrollIntoView({ block: "nearest" });
    if (follow && beside.matches) this.evidence(n)[0]?.scrollIntoView({ block: "center" });
  }

  evidence(n) {
    return this.links.filter((link) => claimsIn(link).includes(String(n)));
  }

  walk() {
    const found = this.evidence(this.current);
    found[(found.indexOf(document.activeElement) + 1) % found.length]?.focus();
  }

  clicked(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const choose = event.target.closest(".choose");
    const link = event.target.closest(".evidence");
    if (!choose && !link) return;
    event.preventDefault();
    if (choose) {
      this.choose(this.claims.indexOf(choose.closest(".claim")));
      return;
    }
    // A stretch that several claims rest on leads to each of them in turn.
    const shared = claimsIn(link).map(Number);
    this.choose(shared[(shared.indexOf(this.current) + 1) % shared.length], { follow: false });
  }
}

const panels = [...document.querySelectorAll("[data-panel]")].map((root) => new Panel(root));
const nearest = () => panels.find((panel) => panel.root.contains(document.activeElement)) ?? panels[0];

const keys = document.querySelector("[data-keys]");
const help = document.querySelector("[data-help]");
if (help && keys) {
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys?.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const panel = nearest();
  if (event.key === "?") keys?.showModal();
  else if (panel && event.key === "j") panel.choose(Math.min(panel.current + 1, panel.claims.length - 1));
  else if (panel && event.key === "k") panel.choose(Math.max(panel.current - 1, 0));
  else if (panel && event.key === "e") panel.walk();
  else return;
  event.preventDefault();
});
