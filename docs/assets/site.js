// Names for parts that the theme leaves unnamed. Pages are complete without this script.
(() => {
  "use strict";
  function ready() {
    document.querySelector("[data-md-component=search]")?.setAttribute("aria-label", "Search");
    for (const nav of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
      // The theme names a section's list by a label that holds only an icon.
      nav.setAttribute("aria-label", nav.querySelector(".md-nav__title")?.textContent.trim() || "Section");
      nav.removeAttribute("aria-labelledby");
    }
  }

  // The theme puts each copy button into a landmark of its own, at a time of its own. A button needs none.
  new MutationObserver(() => {
    for (const nav of document.querySelectorAll(".md-code__nav:not([role])")) nav.setAttribute("role", "none");
  }).observe(document.body, { childList: true, subtree: true });

  // The theme announces each page, also those that it loads without a reload.
  if (typeof document$ !== "undefined") document$.subscribe(ready);
  else ready();
})();
