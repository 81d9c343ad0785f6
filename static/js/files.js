// Dropping a file anywhere on the page that takes one, and saying at once that one is too large, or that there are several.
(() => {
  "use strict";

  const form = document.querySelector("[data-file-drop]");
  const input = form?.querySelector("input[type=file]");
  const said = form?.querySelector("[data-file-said]");
  if (!input || !said) return;

  const look = () => {
    const { largest, tooLarge, tooMany } = form.dataset;
    const [file, another] = input.files;
    const why = another ? tooMany : file?.size > Number(largest) ? tooLarge : "";
    said.textContent = why;
    if (why) input.value = "";
  };
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  input.addEventListener("change", look);
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  addEventListener("dragleave", (event) => event.relatedTarget ?? form.classList.remove("is-over"));
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    look();
    input.focus();
  });
})();
