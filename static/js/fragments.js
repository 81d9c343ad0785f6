// Around htmx, on pages that replace a part of themselves. The answer is always a whole page, of which the part is taken; what
// holds no such part, because somebody was signed out meanwhile or something is wrong, is opened as a page.
(() => {
  "use strict";

  const body = document.body;

  const openAsPage = ({ requestConfig, pathInfo }) => {
    const { elt, verb, triggeringEvent } = requestConfig;
    if (verb === "get") {
      location.assign(pathInfo.finalRequestPath);
      return;
    }
    const pressed = triggeringEvent?.submitter;
    if (pressed?.name) {
      const said = Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value });
      elt.append(said);
    }
    elt.submit();
  };

  // Whether a person asked for the part, or was in it: one that asks for itself takes nobody there.
  let isTheirs = false;
  body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const { triggeringEvent } = detail.requestConfig;
    isTheirs = Boolean(triggeringEvent) || detail.target.contains(document.activeElement);
    if (detail.isError) return;
    const { verb } = detail.requestConfig;
    const meant = verb === "get" ? new URL(detail.pathInfo.requestPath, location).pathname : location.pathname;
    if (new URL(detail.xhr.responseURL).pathname === meant) return;
    detail.shouldSwap = false;
    openAsPage(detail);
  });
  // Away from the network, or the server cannot: what is typed asks again with the next letter, and nobody is led away from the
  // page they type on. All else is the browser's to say.
  const isTyped = ({ requestConfig }) => !requestConfig.elt.matches("a, [method=post]");
  body.addEventListener("htmx:responseError", ({ detail }) => (isTyped(detail) && detail.xhr.status >= 500) || openAsPage(detail));
  body.addEventListener("htmx:sendError", ({ detail }) => isTyped(detail) || openAsPage(detail));

  body.addEventListener("htmx:afterSettle", ({ target }) => {
    const said = target.querySelector?.("[data-announce], .flash p");
    if (said) document.getElementById("announce").textContent = said.textContent.trim();
    if (isTheirs && document.activeElement === body) target.focus?.({ preventScroll: true });
  });
})();
