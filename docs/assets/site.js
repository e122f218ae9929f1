// The switch between sides, the age of records, the door to the search, and names for parts that the theme leaves
// unnamed. Pages are complete without this script.
(() => {
  "use strict";
  const SIDE = "side";

  /** Show one side of a page's pairs, or all of them; a wide screen shows all anyway. */
  function showSide(name) {
    for (const button of document.querySelectorAll(".sides-switch button")) {
      button.setAttribute("aria-pressed", String(button.value === name));
    }
    for (const side of document.querySelectorAll(".side")) {
      side.toggleAttribute("data-off", name !== "" && side.getAttribute("aria-label") !== name);
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".sides-switch button");
    if (!button) return;
    showSide(button.value);
    try {
      localStorage.setItem(SIDE, button.value);
    } catch {
      /* private mode: forget it */
    }
  });

  /** Show the side that was chosen on an earlier page. */
  function recallSide() {
    let name = "";
    try {
      name = localStorage.getItem(SIDE) ?? "";
    } catch {
      /* private mode: nothing to recall */
    }
    if ([...document.querySelectorAll(".sides-switch button")].some((button) => button.value === name)) showSide(name);
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
        location.protocol === "file:"
          ? "Search needs a web server. Run “python3 -m http.server” in this folder, and open http://localhost:8000"
          : "The search could not be loaded. Reload the page to try again.";
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

  // The theme opens its menu by a label, which no keyboard reaches, and leaves the closed menu's links in its way.
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector(".md-header__button[for=__drawer]");
  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = `${label.className} drawer-button`;
  menu.setAttribute("aria-label", "Menu");
  menu.append(...label.childNodes);
  label.replaceWith(menu);
  const sidebar = () => document.querySelector(".md-sidebar--primary");
  const followDrawer = () => {
    menu.setAttribute("aria-expanded", String(drawer.checked));
    const open = [...sidebar().querySelectorAll(".md-nav__toggle:checked ~ .md-nav")];
    if (drawer.checked) (open.at(-1) ?? sidebar()).querySelector("[tabindex], a").focus({ preventScroll: true });
    else if (sidebar().contains(document.activeElement)) menu.focus();
  };
  followDrawer();
  drawer.addEventListener("change", followDrawer);
  menu.addEventListener("click", () => drawer.click());
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && drawer.checked) drawer.click();
  });
  document.addEventListener("change", ({ target }) => {
    if (!drawer.checked || !target.matches(".md-nav__toggle")) return;
    // A part of the menu opens, or gives way to the whole.
    const next = target.parentElement.querySelector(target.checked ? ":scope > .md-nav > [for]" : ".md-nav__link");
    next.tabIndex = 0;
    next.focus({ preventScroll: true });
  });
  document.addEventListener("focusin", ({ target }) => {
    if (drawer.checked && target !== menu && !sidebar().contains(target)) drawer.click();
  });

  /** Say of each day that is long past that it is: a page that nobody has built again since must not look fresh. */
  function tellAge() {
    const old = document.querySelector('meta[name="old"]');
    for (const time of document.querySelectorAll("time[data-age]")) {
      const days = Math.floor((Date.now() - Date.parse(time.dateTime)) / 86_400_000);
      const isOld = days > Number(old.dataset.days);
      const [day] = time.textContent.split(", ");
      time.textContent = isOld ? `${day}, ${old.content}` : day;
      time.closest(".compare-basis")?.classList.toggle("is-old", isOld);
    }
  }

  /** Put this site's address into code to copy that could not know it. */
  function tellAddress() {
    for (const part of document.querySelectorAll("[data-place] code *")) {
      if (!part.children.length)
        part.textContent = part.textContent.replace(part.closest("[data-place]").dataset.place, root.href);
    }
  }

  /** Open what hides the part of the page that the address names. */
  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target?.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", openTarget);

  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.(".lost-search")) return;
    event.preventDefault();
    query.value = event.target.querySelector("input").value;
    query.focus();
    query.dispatchEvent(new Event("input"));
  });

  /** Where there is no page, propose to search for the words of its address. */
  function proposeWords() {
    const lost = document.querySelector(".lost-search input");
    if (!lost) return;
    const path = location.pathname.slice(root.pathname.length).replace(/\.html?$/, "");
    lost.value = path
      .split(/(?:%..|[^\p{L}\p{N}])+/u)
      .join(" ")
      .trim();
  }

  function ready() {
    openTarget();
    recallSide();
    tellAddress();
    tellAge();
    proposeWords();
    const found = new URLSearchParams(location.search).get("h"); // the search puts its words there
    if (found) import(new URL("assets/highlight.js", root)).then(({ highlight }) => highlight(found.split(" ")));
    for (const nav of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
      // The theme names a section's list by a label that holds only an icon.
      nav.setAttribute("aria-label", nav.querySelector(".md-nav__title")?.textContent.trim() || "Section");
      nav.removeAttribute("aria-labelledby");
      const back = nav.querySelector(":scope > .md-nav__title");
      if (back) back.tabIndex = 0; // the theme takes the Enter key for a click
    }
  }

  // The theme puts each copy button into a landmark of its own, at a time of its own. A button needs none.
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((change) => [...change.addedNodes])) {
      if (node instanceof Element && node.matches(".md-code__nav")) node.setAttribute("role", "none");
    }
  }).observe(document.body, { childList: true, subtree: true });

  // The theme announces each page, also those that it loads without a reload.
  if (typeof document$ !== "undefined") document$.subscribe(ready);
  else ready();
})();
