// "Hide this" beside a sentence of the method: hides it where it stands, so that nothing typed on the page is lost.
(() => {
  "use strict";

  const form = document.querySelector("form[data-hint]");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const headers = { "X-Requested-With": "fetch" };
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
      if (answer.status !== 204) throw new Error(answer.status);
      document.getElementById("announce").textContent = form.dataset.said;
      form.closest(".hint").remove();
      document.getElementById("main").focus({ preventScroll: true });
    } catch {
      form.submit(); // signed out or away from the network: the page itself says what to do
    }
  });
})();
