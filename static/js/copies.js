// A button that copies the value of a field: <button data-copies="id of the field">, then a status.
"use strict";
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.copied;
    } catch {
      // an old browser, or a page that did not come over https
      status.textContent = status.dataset.byHand;
    }
  });
}
