// Keyboard shortcuts, for whoever has not switched them off. They are those of the list, and never fire while one types.
(() => {
  "use strict";

  const list = document.getElementById("shortcuts");
  const links = new Map([...list.querySelectorAll("[data-keys]")].map((link) => [link.dataset.keys, link]));
  const PAUSE = 1500; // ms between "g" and the letter after it
  let first = "";
  let since = 0;

  const opener = document.querySelector("[data-shortcuts]");
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => list.showModal());
  }

  const search = (link) => {
    const field = document.querySelector("[data-search]");
    if (field?.checkVisibility?.() ?? field?.offsetParent) {
      field.focus();
      field.select();
    } else link.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog") || document.querySelector("dialog[open]")) return;
    if (event.key === "Shift") return;
    const keys = first && event.timeStamp - since < PAUSE ? `${first} ${event.key}` : event.key;
    const link = links.get(keys.toLowerCase());
    first = keys === "g" ? "g" : "";
    since = event.timeStamp;
    if (keys === "?") list.showModal();
    else if (keys === "/") search(link);
    else if (link) link.click();
    else return;
    event.preventDefault();
  });
})();
