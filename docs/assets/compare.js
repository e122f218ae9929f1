// The comparison table: rows that open, groups that fold, and filters whose state is in the address.
// The table is whole without this script.
(() => {
  "use strict";

  /** Make a button change what it controls, and say so. */
  function press(button, open, apply) {
    button.setAttribute("aria-expanded", String(open));
    apply(open);
  }

  function addButton(cell, name, open, label) {
    if (cell.querySelector(`.${name}`)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", label);
    cell.append(button);
  }

  /** Put in what opens rows and folds groups: it works with this script alone. */
  function addButtons() {
    for (const row of document.querySelectorAll(".compare-row")) {
      const cell = row.cells[0];
      addButton(cell, "compare-open", false, `${cell.querySelector("a").textContent}: reasons and evidence`);
    }
    for (const cell of document.querySelectorAll("[data-filter] .compare-group th")) {
      addButton(cell, "compare-fold", true, `Rows of ${cell.querySelector(".compare-group-title").textContent}`);
    }
  }

  function openRow(row, open) {
    const button = row.querySelector(".compare-open");
    if (button) press(button, open, () => row.toggleAttribute("data-open", open));
  }

  function foldGroup(body, open) {
    const button = body.querySelector(".compare-fold");
    if (button) press(button, open, () => body.toggleAttribute("data-folded", !open));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".compare-open, .compare-fold");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    if (button.matches(".compare-open")) openRow(button.closest("tr"), open);
    else foldGroup(button.closest("tbody"), open);
  });

  /** Show the row or cell that the address names, whatever hides it. */
  function showTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id.startsWith("row-") && document.getElementById(id);
    if (!target) return;
    const row = target.closest("tr");
    row.hidden = row.parentElement.hidden = false;
    foldGroup(row.parentElement, true);
    openRow(row, true);
    target.scrollIntoView();
  }
  addEventListener("hashchange", showTarget);

  /** Make the form before a comparison table filter it, once. */
  function addFilters(form) {
    if (form.dataset.ready) return;
    form.dataset.ready = "yes";
    const compare = form.nextElementSibling;
    const rows = [...compare.querySelectorAll(".compare-row")];
    const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
    const { find, differ, group, kind } = form.elements;
    const selects = [...form.querySelectorAll("select")];
    const verdicts = selects.filter((select) => select !== group && select !== kind);
    const status = form.querySelector("[role=status]");

    const allows = (select, value) => select.value === "" || select.value === value;

    function fits(row) {
      const words = find.value.toLowerCase().split(/\s+/);
      return (
        !(differ.checked && row.hasAttribute("data-same")) &&
        words.every((word) => texts.get(row).includes(word)) &&
        allows(group, row.parentElement.dataset.group) &&
        allows(kind, row.dataset.kind) &&
        verdicts.every((select, index) => allows(select, row.cells[index + 1].dataset.mark))
      );
    }

    function apply() {
      for (const row of rows) row.hidden = !fits(row);
      for (const body of compare.querySelectorAll("tbody")) {
        body.hidden = !body.querySelector(".compare-row:not([hidden])");
      }
      const shown = rows.filter((row) => !row.hidden).length;
      status.textContent =
        shown === rows.length ? `All ${shown} rows are shown` : `${shown} of ${rows.length} rows are shown`;
      form.querySelector("[type=reset]").hidden = shown === rows.length;
    }

    /** Write the filters into the address, so that a view can be shared. */
    function write() {
      const state = new URLSearchParams(location.search);
      for (const control of [find, ...selects]) {
        if (control.value.trim()) state.set(control.name, control.value.trim());
        else state.delete(control.name);
      }
      if (differ.checked) state.set("differ", "yes");
      else state.delete("differ");
      const query = state.toString();
      // The address of a file is not a script's to change.
      if (location.protocol !== "file:")
        history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
      apply();
    }

    const state = new URLSearchParams(location.search);
    differ.checked = state.has("differ");
    for (const control of [find, ...selects]) {
      control.value = state.get(control.name) ?? "";
      if (control.selectedIndex === -1) control.value = "";
    }
    if (selects.some((select) => select.value)) form.querySelector("details").open = true;
    form.addEventListener("input", write);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      setTimeout(write); // the fields are emptied after the event
      find.focus();
    });
    apply();
  }

  /** Give each cell a link to copy, and tell links of one text apart for those who hear a list of links. */
  function nameLinks() {
    for (const row of document.querySelectorAll(".compare-row")) {
      const [head, ...cells] = row.cells;
      const title = head.querySelector("a").textContent;
      const columns = row.closest("table").tHead.rows[0].cells;
      head.querySelector(".compare-anchor")?.setAttribute("aria-label", `Link to this row: ${title}`);
      for (const cell of cells) {
        const name = `${title}, ${columns[cell.cellIndex].textContent}`;
        cell.querySelector(".compare-code")?.setAttribute("aria-label", `Code: ${name}`);
        if (!cell.id || cell.querySelector(".compare-anchor")) continue;
        const link = document.createElement("a");
        link.className = "headerlink compare-anchor";
        link.href = `#${cell.id}`;
        link.title = "Link to this cell";
        link.setAttribute("aria-label", `${link.title}: ${name}`);
        link.textContent = "¶";
        cell.querySelector(".compare-evidence")?.append(link);
      }
    }
  }

  function ready() {
    addButtons();
    document.querySelectorAll(".compare-tools").forEach(addFilters);
    nameLinks();
    showTarget();
  }

  // The theme announces each page, also those that it loads without a reload.
  if (typeof document$ !== "undefined") document$.subscribe(ready);
  else ready();
})();
