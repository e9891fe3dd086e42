// Comfort for the list of incidents; everything works without it. A change of a checkbox or a date shows at once, reasons
// close when the reader turns elsewhere, and no empty filter stands in the address.
const rail = document.querySelector("#filters");
const form = rail?.querySelector("form");

if (form) {
  const wide = matchMedia("(min-width: 52.01rem)");
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
  addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
  form.addEventListener("change", (event) => {
    if (wide.matches && event.target.matches("[type=checkbox]")) form.requestSubmit();
  });
  // Browsers that cannot show what a closed <details> holds get an open one where there is room.
  if (wide.matches && !CSS.supports("selector(::details-content)")) rail.open = true;
}

const close = (but) => {
  for (const one of document.querySelectorAll("details.why[open]")) if (one !== but) one.open = false;
};
document.addEventListener("click", (event) => close(event.target.closest("details.why")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
