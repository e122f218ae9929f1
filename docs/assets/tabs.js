// The tabs that were chosen on an earlier page, and the one that the address names. Where the theme keeps what was
// chosen, and the names of the inputs, are the theme's.
(() => {
  "use strict";
  const chosen = __md_get("__tabs") ?? [];
  for (const set of document.querySelectorAll(".tabbed-set")) {
    const labels = [...set.querySelector(".tabbed-labels").children];
    const label = chosen.map((name) => labels.find((label) => label.innerText.trim() === name)).find(Boolean);
    if (label) document.getElementById(label.htmlFor).checked = true;
  }
  const target = document.getElementById(location.hash.slice(1));
  if (target?.name?.startsWith("__tabbed_")) target.checked = true;
})();
