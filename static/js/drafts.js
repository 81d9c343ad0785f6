// <form data-draft>: what is typed is kept on the device as it is typed, brought back when the page is opened again, and sent when
// there is a connection. data-draft="typed": the server sent it back, so what is in the form is newer than what is kept.
// Without this file, or where the browser stores nothing, it is the plain form.
(() => {
  "use strict";

  const form = document.querySelector("form[data-draft]");
  const { account } = document.body.dataset;
  const line = form?.querySelector("[data-kept]");
  if (!line || !account || !self.indexedDB) return;
  const { pathname: path, search: query } = location;
  const text = line.querySelector("p");
  const openOther = line.querySelector("[data-kept-open]");
  const discard = line.querySelector("[data-kept-discard]");
  const OURS = ["csrfmiddlewaretoken", "form_key", "version"];

  // --- The form as entries and back ---

  const fields = () =>
    [...new FormData(form)]
      .filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string")
      .map(([name, value]) => [name, value.replace(/\r?\n/g, "\r\n")]); // as a browser sends them
  const isHidden = (name) => form.elements[name]?.type === "hidden";
  // What a person said in it.
  const said = () => JSON.stringify(fields().filter(([name, value]) => value && !isHidden(name)));
  // Which version of which rows it is about: a draft is laid over the same ones only.
  const base = JSON.stringify(
    [...form.elements]
      .filter((field) => field.type === "hidden" && field.defaultValue)
      .filter(({ name }) => name === "version" || !(OURS.includes(name) || name.endsWith("_FORMS")))
      .map((field) => [field.name, field.defaultValue]),
  );
  const blank = said();

  function addRows(words) {
    for (const set of form.querySelectorAll("[data-formset]")) {
      const total = form.elements[`${set.dataset.formset}-TOTAL_FORMS`];
      const wanted = Number(words.get(total.name)?.[0] ?? 0);
      for (const row of set.querySelectorAll("[data-spare][hidden]")) {
        row.hidden = ![...row.querySelectorAll("[name]")].some(({ name }) => words.get(name)?.some(Boolean));
      }
      const add = set.querySelector("[data-add]");
      while (Number(total.value) < wanted && !add.hidden) {
        for (const row of set.querySelectorAll("[data-spare][hidden]")) row.hidden = false;
        add.click();
      }
    }
  }

  function fill(entries) {
    const words = new Map();
    for (const [name, value] of entries) words.set(name, [...(words.get(name) ?? []), value]);
    addRows(words);
    for (const field of form.elements) {
      if (!field.name || ["hidden", "submit", "button", "fieldset"].includes(field.type)) continue;
      const values = words.get(field.name) ?? [];
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else field.value = values.shift() ?? "";
      if (field.checked || (field.value && field.type !== "checkbox")) field.closest("details")?.setAttribute("open", "");
    }
  }

  // --- The line that says what is kept ---

  function say(word, entry, { other = false } = {}) {
    const at = new Date(entry?.at ?? Date.now());
    const today = at.toDateString() === new Date().toDateString();
    const when = new Intl.DateTimeFormat(document.documentElement.lang, {
      timeStyle: "short",
      ...(today ? {} : { dateStyle: "medium" }),
    }).format(at);
    text.textContent = word ? (today ? line.dataset[word] : (line.dataset[`${word}Day`] ?? line.dataset[word])).replace("TIME", when) : "";
    openOther.hidden = !other;
    discard.hidden = !entry;
    discard.onclick = entry ? () => discardKept(entry) : null;
    openOther.onclick = other ? () => lookAt(entry) : null;
  }

  async function discardKept(entry) {
    clearTimeout(timer);
    await kept.drop(entry);
    location.replace(path + query);
  }

  // Typed on a version of the page that is no longer: the server shows it beside what was saved since.
  async function lookAt(entry) {
    const sent = document.createElement("form");
    sent.method = "post";
    sent.hidden = true;
    const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];
    for (const [name, value] of [token, ...entry.fields.filter(([name]) => name !== "version"), ["version", "0"]]) {
      const field = document.createElement("textarea");
      [field.name, field.value] = [name, value];
      sent.append(field);
    }
    document.body.append(sent);
    await kept.put({ ...entry, shown: true }); // once the server gave it back, it is in the form
    sent.submit();
  }

  // --- Keeping ---

  let timer;
  let sending = false;
  let state; // of what this page shows, as in kept.js
  let waiting; // what was said in it when it began to wait
  let shown; // when it was kept
  let unlike; // what waits to be sent, and is of another version of this page
  function become(next) {
    state = next;
    waiting = said();
    form.toggleAttribute("data-waits", next === "queued"); // then this page tells, and outbox.js does not
  }

  // What another tab has promised to send is sent from a place of its own.
  async function makeWay() {
    const there = await kept.get(account, path);
    if (there?.state === "queued" && there.at !== shown) await putAside(there);
  }

  async function keep(next) {
    clearTimeout(timer);
    await makeWay();
    const now = { account, path, slot: "now", at: Date.now(), state: next };
    const entry = { ...now, base, query, fields: fields(), to: "" };
    await kept.put(entry);
    shown = entry.at;
    become(next);
    return entry;
  }

  async function keepTyped() {
    clearTimeout(timer);
    timer = undefined;
    await ready; // nothing typed early may be laid over what is still to be brought back
    if (sending) return typed();
    if (state === "queued" && said() === waiting) return;
    if (said() === blank && form.dataset.draft !== "typed") {
      await makeWay();
      await kept.drop({ account, path, slot: "now" });
    } else {
      if (state === "queued") say("changed");
      await keep("draft");
    }
  }

  function typed() {
    clearTimeout(timer);
    timer = setTimeout(flush, 250);
  }
  const flush = () => timer && keepTyped().catch(() => {});

  // --- Sending ---

  async function send(entry) {
    const token = form.elements.csrfmiddlewaretoken;
    if (!navigator.onLine) return { state: "queued" };
    const result = await kept.send(entry, token.value);
    if (result.state !== "look" || result.status === 200) return result;
    const me = await kept.who(); // an old token, or no session
    if (!me) return { state: "queued" };
    if (me.account !== account) return { state: "signed out" };
    token.value = me.token;
    return result.status === 403 ? kept.send(entry, me.token) : result;
  }

  async function save() {
    await ready;
    say("saving");
    const words = said();
    const entry = await keep("queued");
    waiting = words;
    const result = await send(entry);
    if (result.state === "queued") {
      sending = false;
      say("queued", entry);
      dispatchEvent(new Event("kept-queued"));
      (await navigator.serviceWorker?.ready.catch(() => {}))?.sync?.register("kept").catch(() => {});
    } else if (result.state === "sent") {
      await arrive({ ...entry, ...result });
    } else {
      await keep("draft");
      if (result.state === "signed out") location.assign(path + query); // sign-in, and back to this page
      else form.submit(); // the server's own page says what to do
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    save().catch(() => form.submit());
  });

  // --- Opening the page ---

  async function bringBack() {
    const entry = await kept.get(account, path);
    if (entry && entry.state !== "sent") {
      if (entry.base === base && said() === blank) {
        fill(entry.fields);
        shown = entry.at;
        become(entry.state);
        say({ draft: "back" }[state] ?? state, entry);
      } else if (entry.state === "queued") {
        become("queued"); // perhaps it is what this page shows already: the answer to sending it will say
        unlike = entry;
        say("queued", entry);
      } else {
        await putAside(entry);
      }
    }
    await offer();
  }

  // What belongs to another version of this page is never laid over it in silence.
  async function putAside(entry) {
    unlike = undefined;
    await kept.put({ ...entry, slot: String(entry.at) });
    await kept.drop(entry);
  }

  async function offer() {
    const aside = (await kept.mine(account)).filter((one) => one.path === path && one.slot !== "now");
    const left = aside.find((one) => ["draft", "look"].includes(one.state));
    if (left) say("other", left, { other: true });
  }

  // The server has sent back what is in the form, so that it is the newest there is.
  async function takeOver() {
    const shown = (await kept.mine(account)).filter((one) => one.path === path && one.shown);
    await Promise.all(shown.map(kept.drop));
    await keep("draft");
  }

  // What this page waits for was sent meanwhile, or could not be.
  async function hear() {
    if (state !== "queued" || sending) return;
    const entry = await kept.get(account, path);
    if (sending) return; // two that heard it at once
    if (entry?.state === "sent") return arrive(entry);
    if (entry?.state !== "look") return;
    become("look");
    if (unlike) await putAside(entry).then(offer);
    else say("look", entry);
  }

  async function arrive(entry) {
    sending = true; // for good: the page is left
    await kept.drop(entry);
    location.assign(entry.to);
  }

  // Enter in a line of text goes on to the next field, as its key on a phone says.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.enterKeyHint !== "next") return;
    event.preventDefault();
    const shown = [...form.querySelectorAll("input:not([type=hidden]), textarea, select, button")].filter((one) => one.checkVisibility());
    shown[shown.indexOf(event.target) + 1]?.focus();
  });

  // At once, because people type before the device has answered. Where the browser stores nothing it is the plain form.
  const ready = form.dataset.draft === "typed" ? takeOver() : bringBack();
  ready.catch(() => {});
  for (const event of ["input", "change"]) form.addEventListener(event, typed);
  form.addEventListener("click", (event) => event.target.closest("[data-add]") && typed());
  addEventListener("kept", () => hear().catch(() => {}));
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  addEventListener("pageshow", (event) => event.persisted && (sending = false)); // Back, and it may be saved again
})();
