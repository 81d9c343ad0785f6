// A letter's page works without this file: Save draws it anew. Here it keeps up while one types.
(() => {
  "use strict";

  const LONGEST_LINK = 1900; // as in feedback/filling.py
  const form = document.querySelector("form[data-letter]");
  if (!form) return;
  const { to_email: email, subject, body } = form.elements;
  const mail = form.querySelector("[data-mail]");
  const copied = form.querySelector("[data-copied]");
  const save = form.querySelector("[data-save]");
  const bracketed = JSON.parse(form.dataset.bracketed);

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // Places still to fill; a value that only looks like one is passed over.
  const places = new RegExp([...bracketed.map(escaped), "\\[(COMPANY|NAME|ROLE|ME)\\??\\]"].join("|"), "gi");

  function openPlaces() {
    const found = `${subject.value}\n${body.value}`.matchAll(places);
    return new Set([...found].filter((match) => match[1]).map((match) => match[1].toUpperCase()));
  }

  function mailLink() {
    const encoded = (text) => encodeURIComponent(text.replace(/\r\n?|\n/g, "\r\n"));
    const address = `mailto:${encoded(email.value.trim()).replaceAll("%40", "@")}`;
    const about = subject.value ? `${address}?subject=${encoded(subject.value)}` : address;
    const whole = `${about}${subject.value ? "&" : "?"}body=${encoded(body.value)}`;
    if (whole.length <= LONGEST_LINK) return { href: whole, whole: true };
    return { href: about.length <= LONGEST_LINK ? about : address, whole: false };
  }

  function redraw() {
    const open = openPlaces();
    const link = mailLink();
    form.querySelector("[data-gaps]").hidden = !open.size;
    for (const gap of form.querySelectorAll("[data-gap]")) gap.hidden = !open.has(gap.dataset.gap);
    for (const way of form.querySelectorAll("[data-way]")) way.disabled = Boolean(open.size);
    form.querySelector("[data-too-long]").hidden = link.whole || Boolean(open.size);
    save.classList.toggle("btn-primary", open.size > 0);
    save.classList.toggle("btn-secondary", !open.size);
    mail.hidden = Boolean(open.size);
    if (open.size) mail.removeAttribute("href");
    else mail.href = link.href;
    copied.textContent = "";
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(body.value);
      copied.textContent = copied.dataset.words;
    } catch {
      // an old browser, or a page that did not come over https: the keyboard still can
      body.select();
      copied.textContent = copied.dataset.byHand;
    }
  }

  form.addEventListener("input", redraw);
  const button = form.querySelector("[data-copy]");
  button.hidden = false;
  button.addEventListener("click", copy);
  redraw();
})();
