// The page that signs out: says that something is kept on this device, and erases it where that is ticked.
(() => {
  "use strict";

  const part = document.querySelector("[data-leaving]");
  const { account } = document.body.dataset;
  if (!part || !account) return;
  const form = part.closest("form");
  const erase = form.elements.erase;
  const isKept = (entry) => entry.state !== "sent";

  async function look() {
    const entries = (await kept.all()).filter(isKept);
    const others = entries.some((entry) => entry.account !== account);
    if (others) erase.value = "mine"; // the browser would clear theirs, too
    part.hidden = !entries.some((entry) => entry.account === account);
  }

  form.addEventListener("submit", (event) => {
    if (!erase.checked) return;
    event.preventDefault();
    kept.erase(account).catch(() => {}).then(() => form.submit());
  });
  look().catch(() => {}); // no storage in this browser: then nothing is kept
})();
