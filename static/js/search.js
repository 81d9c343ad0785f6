// The search in the header answers while one types. Without this file Enter opens the page of the search.
(() => {
  "use strict";

  const box = document.querySelector(".search-box");
  const field = box.querySelector("[data-search]");
  const panel = box.querySelector(".search-panel");

  // htmx is fetched by whoever is about to search: most pages are read without it.
  field.addEventListener(
    "focus",
    () => {
      if (window.htmx) return;
      for (const address of box.dataset.scripts.split(" ")) {
        const script = document.createElement("script");
        script.src = address;
        script.async = false;
        document.head.append(script);
        script.addEventListener("load", () => window.htmx && field.value && htmx.trigger(field, "input"));
      }
    },
    { once: true },
  );

  const close = () => (panel.hidden = true);
  field.addEventListener("input", () => field.value.trim() || close());
  field.addEventListener("focus", () => (panel.hidden = !field.value.trim() || !panel.firstChild));
  panel.addEventListener("htmx:afterSettle", () => (panel.hidden = !field.value.trim() || !box.contains(document.activeElement)));
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || close());

  box.addEventListener("keydown", (event) => {
    if (panel.hidden) return;
    const stops = [field, ...panel.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      field.focus();
      close();
    } else if (step) {
      stops[stops.indexOf(document.activeElement) + step]?.focus();
    } else return;
    event.preventDefault();
  });
})();
