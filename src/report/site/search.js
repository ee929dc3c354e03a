"use strict";
(function () {
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const input = document.getElementById("search");
  const told = document.getElementById("told");
  const items = Array.from(document.querySelectorAll("#all > li"), (item) => [item, plain(item.textContent)]);
  const look = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    told.textContent = shown + " / " + items.length;
  };
  document.querySelector(".finder").hidden = false;
  input.addEventListener("input", look);
  look();
})();
