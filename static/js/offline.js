// The page without a connection: how much waits on this device, whoever it is of, and nothing else about it.
(() => {
  "use strict";

  async function count() {
    const entries = (await kept.all()).filter((entry) => entry.state !== "sent");
    const queued = entries.filter((entry) => entry.state === "queued").length;
    for (const [state, n] of [["queued", queued], ["draft", entries.length - queued]]) {
      document.querySelector(`[data-count="${state}"]`).textContent = n.toLocaleString(document.documentElement.lang);
    }
    document.querySelector("[data-kept-here]").hidden = !entries.length;
  }

  addEventListener("online", () => kept.sendAll().then(count, () => {}));
  count().catch(() => {}); // no storage in this browser: then nothing waits
})();
