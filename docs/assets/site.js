// The table's filter, the door to the search, and names for parts that the theme leaves unnamed. Pages are complete
// without this script.
(() => {
  "use strict";
  const KEY = "only-rows-that-differ";

  const remembered = {
    get() {
      try {
        return sessionStorage.getItem(KEY) === "yes";
      } catch {
        return false;
      }
    },
    set(on) {
      try {
        sessionStorage.setItem(KEY, on ? "yes" : "no");
      } catch {
        /* private mode: forget it */
      }
    },
  };

  /** Put a filter before a comparison table, once. */
  function addFilter(compare) {
    if (compare.dataset.filter === "ready") return;
    compare.dataset.filter = "ready";
    const rows = [...compare.querySelectorAll("tbody > tr:not(.compare-group)")];
    const same = rows.filter((row) => row.hasAttribute("data-same"));
    if (!same.length) return;

    const tools = document.createElement("div");
    tools.className = "compare-tools";
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = remembered.get();
    label.append(box, "Only rows that differ");
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    tools.append(label, status);
    compare.before(tools);

    const apply = () => {
      for (const row of same) row.hidden = box.checked;
      for (const body of compare.querySelectorAll("tbody")) {
        body.hidden = ![...body.rows].some((row) => !row.hidden && !row.classList.contains("compare-group"));
      }
      const shown = rows.length - (box.checked ? same.length : 0);
      status.textContent =
        shown === rows.length ? `All ${shown} rows are shown` : `${shown} of ${rows.length} rows are shown`;
    };
    box.addEventListener("change", () => {
      remembered.set(box.checked);
      apply();
    });
    apply();
  }

  // The search is fetched when somebody first goes to its box, by a click, the Tab key or one of these keys.
  const root = new URL(JSON.parse(document.getElementById("__config").textContent).base, location);
  const query = document.querySelector(".md-search__input");
  const opened = document.getElementById("__search");
  query.addEventListener("focus", async () => {
    try {
      await (await import(new URL("assets/search.js", root))).loaded;
    } catch {
      document.querySelector(".md-search__output").inert = false;
      document.querySelector(".md-search-result__meta").textContent =
        "The search could not be loaded. Reload the page to try again.";
      if (!opened.checked) opened.click();
    }
  });
  opened.addEventListener("change", () => opened.checked && query.focus());
  document.addEventListener("keydown", (event) => {
    const elsewhere = document.activeElement?.closest("input:not([type=checkbox], [type=radio]), select, textarea");
    if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    query.focus();
    query.select();
  });

  function ready() {
    document.querySelectorAll(".compare[data-filter]").forEach(addFilter);
    const found = new URLSearchParams(location.search).get("h"); // the search puts its words there
    if (found) import(new URL("assets/highlight.js", root)).then(({ highlight }) => highlight(found.split(" ")));
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
