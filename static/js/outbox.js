// On every signed-in page: sends what waits on this device, says what became of it, and asks before it is left behind.
(() => {
  "use strict";

  const words = document.getElementById("outbox")?.dataset;
  const { account } = document.body.dataset;
  if (!words || !account || !self.indexedDB) return;
  const [SOON, LATEST] = [2_000, 60_000]; // milliseconds between two tries while something waits, each time twice as many

  function flash(text, link, to) {
    const note = document.createElement("div");
    const line = document.createElement("p");
    const leads = document.createElement("a");
    note.className = "flash flash-info";
    leads.href = to;
    leads.textContent = link;
    line.append(`${text} `, leads);
    note.append(line);
    document.querySelector(".messages")?.append(note);
  }

  const told = new Set();

  // Of what a page waits for it says more itself (drafts.js).
  async function tell() {
    for (const entry of await kept.mine(account)) {
      if (entry.slot === "now" && entry.path === location.pathname && document.querySelector("[data-waits]")) continue;
      if (entry.state === "sent") {
        if (await kept.drop(entry)) flash(words.sent, words.open, entry.to);
      } else if (entry.state === "look" && !entry.told && !told.has(entry.path)) {
        told.add(entry.path);
        await kept.put({ ...entry, told: true });
        flash(words.look, words.lookOpen, entry.path);
      }
    }
  }

  let timer;
  let pause = SOON;
  async function sendAndTell() {
    clearTimeout(timer);
    const left = await kept.sendAll();
    if (left) timer = setTimeout(attempt, pause);
    pause = left ? Math.min(pause * 2, LATEST) : SOON;
    dispatchEvent(new Event("kept"));
  }
  const attempt = () => sendAndTell().catch(() => {}); // no storage in this browser: then nothing waits

  // Signing out with something kept here leads past the page that asks what to do with it.
  async function signOut(form) {
    const left = (await kept.mine(account)).filter((entry) => entry.state !== "sent");
    if (left.length) location.assign(words.signOut);
    else form.submit();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== words.signOut || event.defaultPrevented) return;
    event.preventDefault();
    signOut(form).catch(() => form.submit());
  });
  addEventListener("kept", () => tell().catch(() => {}));
  addEventListener("kept-queued", () => (timer = setTimeout(attempt, SOON)));
  addEventListener("online", attempt);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && attempt());
  navigator.serviceWorker?.addEventListener("message", () => dispatchEvent(new Event("kept")));
  addEventListener("load", () => {
    navigator.serviceWorker?.register(words.worker, { scope: "/" }).catch(() => {}); // works without
    kept.tidy().then(attempt, () => {});
  });
})();
