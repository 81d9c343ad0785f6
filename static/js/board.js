// The board by pointer: a card dropped on a column opens the page that its Move menu has for it. Everything is there without this.
(() => {
  "use strict";

  const board = document.querySelector("[data-board]");
  if (!board) return;
  let held = null; // the card in hand

  const way = (column) => held?.querySelector(`[data-to~="${column.dataset.stage}"]`);

  for (const card of board.querySelectorAll(".board-card")) {
    card.draggable = true;
    for (const link of card.querySelectorAll("a")) link.draggable = false;
    card.addEventListener("dragstart", (event) => {
      held = card;
      event.dataTransfer.setData("text/plain", card.id);
      event.dataTransfer.effectAllowed = "move";
      card.classList.add("is-held");
    });
    card.addEventListener("dragend", () => {
      card.classList.remove("is-held");
      held = null;
      for (const column of board.children) column.classList.remove("is-over");
    });
  }

  for (const column of board.children) {
    column.addEventListener("dragover", (event) => {
      if (!way(column)) return; // its own column
      event.preventDefault();
      column.classList.add("is-over");
    });
    column.addEventListener("dragleave", (event) => {
      if (!column.contains(event.relatedTarget)) column.classList.remove("is-over");
    });
    column.addEventListener("drop", (event) => {
      const move = way(column);
      if (!move) return;
      event.preventDefault();
      const first = move.querySelector("a, button");
      if (!("whyNot" in move.dataset)) return first.click();
      // It cannot go there: its menu says why, and has what would.
      move.closest("details").open = true;
      first.focus();
      announce(move.textContent);
    });
  }

  board.addEventListener("keydown", (event) => {
    const menu = event.target.closest(".board-move[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  function announce(words) {
    const region = document.getElementById("announce");
    if (region) region.textContent = words.replace(/\s+/g, " ").trim();
  }

  // Back from the page that asked: say where the card is now. Loading again need not repeat it.
  const moved = board.querySelector(".has-moved");
  if (moved) {
    history.replaceState(history.state, "", location.pathname);
    moved.scrollIntoView({ block: "center" });
    moved.querySelector(".board-title").focus({ preventScroll: true });
    // After the region is known to whoever reads the page out.
    setTimeout(() => announce(moved.querySelector("[data-moved]").dataset.moved), 500);
  }
})();
