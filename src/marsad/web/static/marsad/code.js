// The form of «Code a text»: a file that is too large is told before it is sent, and the button says that work goes on.

for (const form of document.querySelectorAll("[data-code]")) {
  const file = form.querySelector('input[type="file"]');
  file.addEventListener("change", () => {
    const large = file.files[0]?.size > Number(form.dataset.bytes);
    file.setCustomValidity(large ? form.dataset.tooLarge : "");
    file.reportValidity();
  });
  const button = form.querySelector("button");
  const label = button.textContent;
  form.addEventListener("submit", () => {
    button.textContent = form.dataset.busy;
    button.disabled = true;
  });
  // Somebody who comes back finds the button as it was.
  addEventListener("pageshow", () => {
    button.textContent = label;
    button.disabled = false;
  });
}
