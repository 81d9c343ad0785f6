// Everything works without this file; it only makes some things quicker.
(() => {
  "use strict";

  // The server dates things in the person's own time zone.
  try {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone && !document.cookie.split("; ").includes(`timezone=${zone}`)) {
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `timezone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
    }
  } catch {
    // without a zone the server keeps the one it has
  }

  // "Someone else": <div data-formset="prefix"> with [data-rows], <template>, <button type="button" data-add hidden>.
  // Spare empty rows marked data-spare wait behind the button; after them the template is cloned.
  for (const set of document.querySelectorAll("[data-formset]")) {
    const total = set.querySelector(`[name="${set.dataset.formset}-TOTAL_FORMS"]`);
    const most = set.querySelector(`[name="${set.dataset.formset}-MAX_NUM_FORMS"]`);
    const rows = set.querySelector("[data-rows]");
    const blank = set.querySelector("template");
    const add = set.querySelector("[data-add]");
    if (!total || !rows || !blank || !add) continue;
    for (const row of rows.querySelectorAll("[data-spare]")) row.hidden = true;
    add.hidden = false;
    set.dataset.ready = ""; // until now media.css showed it so, that nothing moves
    add.addEventListener("click", (event) => {
      let row = rows.querySelector("[data-spare][hidden]");
      if (row) {
        row.hidden = false;
      } else {
        const holder = document.createElement("template");
        holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value);
        row = holder.content.firstElementChild;
        rows.append(row);
        total.value = Number(total.value) + 1;
      }
      if (event.isTrusted) row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      if (most && Number(total.value) >= Number(most.value) && !rows.querySelector("[data-spare][hidden]")) add.hidden = true;
    });
  }

  // Whom do I know there? <div data-there="address" data-of="id of the company's field"> with [role=status] and a button, which
  // does it without this script. Asked as soon as the company is typed; an answer that came too late is dropped.
  for (const place of document.querySelectorAll("[data-there]")) {
    const company = document.getElementById(place.dataset.of);
    const answer = place.querySelector("[role=status]");
    if (!company || !answer) continue;
    place.querySelector("button").hidden = true;
    let asked = company.value.trim();
    let wait;
    const ask = async () => {
      const name = company.value.trim();
      if (name === asked) return;
      asked = name;
      try {
        const url = `${place.dataset.there}?company=${encodeURIComponent(name)}`;
        const part = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
        if (part.ok && !part.redirected && asked === name) answer.innerHTML = await part.text();
      } catch {
        asked = ""; // away from the network: the next change asks again
      }
    };
    company.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(ask, 300);
    });
    company.addEventListener("change", ask);
  }

  // What was just saved, for whoever has the page read out: words that are in a region from the start are not said, so they come in
  // a moment later. Nothing moves on the screen.
  for (const said of document.querySelectorAll("#messages .flash > p")) {
    said.ariaHidden = "true";
    setTimeout(() => said.removeAttribute("aria-hidden"), 500);
  }

  // A second press of the same button sends nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // The account menu closes as menus do.
  const menu = document.querySelector(".account");
  if (menu) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
})();
