// What this device keeps until the server has it: drafts, and forms that wait for a connection. For pages and for the worker.
// An entry: account, path, slot ("now"; one that another version of the page left behind has its time there), at,
//   state ("draft" | "queued" | "look": not taken as it is | "sent"), base (what the page was), query (what the page was asked),
//   fields ([name, value]…), to.
(() => {
  "use strict";

  const PATIENCE = 20_000; // milliseconds for an answer; a second try gets the first one's (core.http.once)
  const OPENS = 5_000; // milliseconds for the store to open: in some browsers it never does, and says nothing
  const OLDEST = 90 * 24 * 3600 * 1000;

  function open() {
    return new Promise((done, failed) => {
      const request = indexedDB.open("worthwhile", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("kept", { keyPath: ["account", "path", "slot"] });
      let late;
      setTimeout(() => failed((late = new Error("The store does not open."))), OPENS);
      request.onsuccess = () => (late ? request.result.close() : done(request.result));
      request.onerror = request.onblocked = () => failed(request.error);
    });
  }

  // Opened for each act and closed again: an open one would keep pages out of the back/forward cache.
  async function inStore(mode, act) {
    const base = await open();
    try {
      return await new Promise((done, failed) => {
        const change = base.transaction("kept", mode);
        const request = act(change.objectStore("kept"));
        change.oncomplete = () => done(request.result);
        change.onerror = change.onabort = () => failed(change.error);
      });
    } finally {
      base.close();
    }
  }

  const all = () => inStore("readonly", (store) => store.getAll());
  const put = (entry) => inStore("readwrite", (store) => store.put(entry));
  // Gives what it took away, so that of two who want to say something about it only one does.
  const drop = ({ account, path, slot }) =>
    inStore("readwrite", (store) => {
      const found = store.get([account, path, slot]);
      store.delete([account, path, slot]);
      return found;
    });
  const get = (account, path, slot = "now") => inStore("readonly", (store) => store.get([account, path, slot]));
  const mine = async (account) => (await all()).filter((entry) => entry.account === account);
  const erase = async (account) => Promise.all((await mine(account)).map(drop));

  async function who() {
    try {
      const answer = await fetch("/app/account/", { signal: AbortSignal.timeout(PATIENCE) });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  // One try. A lost answer and a server that is busy are tried again later.
  async function send(entry, token) {
    let answer;
    try {
      answer = await fetch(entry.path + entry.query, {
        method: "POST",
        body: new URLSearchParams(entry.fields),
        headers: { "X-CSRFToken": token, "X-Sent-By": "script" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return { state: "queued" };
    }
    await answer.text().catch(() => {}); // an answer that is not read is noted as broken off when the page is left
    if (answer.status === 204) return { state: "sent", to: answer.headers.get("Leads-To") };
    if (answer.status >= 500 || answer.status === 429) return { state: "queued" };
    return { state: "look", status: answer.status };
  }

  // What became of it, unless it was changed meanwhile.
  async function settle(entry, { state, to }) {
    const now = await get(entry.account, entry.path, entry.slot);
    if (now?.at === entry.at) await put({ ...now, state, to, fields: state === "sent" ? [] : now.fields });
  }

  // Gives how many wait for the connection still. What is another account's, or everything while nobody is signed in, waits for
  // its person. Two who send at once do no harm: the server counts it once and answers both.
  async function sendAll() {
    const waiting = (await all()).filter((entry) => entry.state === "queued");
    const me = waiting.length ? await who() : { account: "" };
    if (!me) return waiting.length;
    let left = 0;
    for (const entry of waiting.filter((one) => one.account === me.account)) {
      const result = await send(entry, me.token);
      await settle(entry, result);
      if (result.state === "queued") left += 1;
    }
    return left;
  }

  async function tidy() {
    const old = (await all()).filter((entry) => Date.now() - entry.at > OLDEST);
    await Promise.all(old.map(drop));
  }

  self.kept = { all, drop, erase, get, mine, put, send, sendAll, tidy, who };
})();
