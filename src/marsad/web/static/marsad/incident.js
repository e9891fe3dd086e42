// Comfort for the page of an incident: reasons close when the reader turns elsewhere.
const close = (but) => {
  for (const one of document.querySelectorAll("details.why[open]")) if (one !== but) one.open = false;
};
document.addEventListener("click", (event) => close(event.target.closest("details.why")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
