// A picture as PNG: the SVG that the server draws, put on a canvas and saved. Without this file there is the SVG.
(() => {
  "use strict";

  const SHARPER = 2; // pixels for each unit of the drawing

  const buttons = document.querySelectorAll("button[data-png]");
  const announce = (words) => {
    document.querySelector("#announce").textContent = words;
  };

  async function drawn(url) {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SHARPER;
    canvas.height = image.naturalHeight * SHARPER;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no blob"))), "image/png");
    });
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may ask first where to
  }

  async function keep(button) {
    button.disabled = true;
    try {
      save(await drawn(button.dataset.png), button.dataset.name);
      announce(button.dataset.saved);
    } catch {
      announce(button.dataset.failed);
    }
    button.disabled = false;
  }

  for (const button of buttons) {
    button.addEventListener("click", () => keep(button));
    button.closest("li").hidden = false;
  }
})();
