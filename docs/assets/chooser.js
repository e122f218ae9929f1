// The chooser: adds up what the rules beside it say, and keeps the answers in the address.
// Without this script the rules are there as a table.
(() => {
  "use strict";

  /** The rules of a page: for each question its choices, and for each choice the rows by framework. */
  function rulesOf(form, table) {
    const names = [...table.querySelectorAll("thead th[data-framework]")].map((cell) =>
      cell.textContent.replace(/^Counts for /, ""),
    );
    const rules = new Map();
    for (const row of table.querySelectorAll("tbody tr")) {
      const { question, choice } = row.dataset;
      if (!rules.has(question)) rules.set(question, new Map());
      const reasons = [...row.cells].slice(1).map((cell) => [...cell.querySelectorAll("a")]);
      rules.get(question).set(choice, reasons);
    }
    return { names, rules, slight: Number(form.dataset.slight) };
  }

  /** What some answers come to: for each framework its rows, each once, and its points. */
  function weigh({ names, rules, slight }, answers) {
    const sides = names.map((name) => ({ name, rows: new Map(), points: 0 }));
    for (const [question, choice] of answers) {
      rules
        .get(question)
        ?.get(choice)
        ?.forEach((links, at) => {
          for (const link of links) sides[at].rows.set(link.href, link);
        });
    }
    for (const side of sides) {
      for (const link of side.rows.values()) side.points += Number(link.dataset.points);
    }
    const [first, second] = [...sides].sort((one, other) => other.points - one.points);
    const apart = first.points - second.points;
    const winner = apart > slight ? first.name : "";
    return { sides, winner, clearly: winner !== "" && first.points > 2 * second.points };
  }

  function element(name, text, ...children) {
    const made = document.createElement(name);
    made.append(text, ...children);
    return made;
  }

  function list(items) {
    return element("ul", "", ...items.map((item) => element("li", item)));
  }

  function verdict({ winner, clearly }) {
    if (winner) return clearly ? `${winner}, clearly.` : `${winner}, on balance.`;
    return "Either will do. Choose the one that your team knows.";
  }

  /** Other answers that would change the outcome, in words. */
  function turns(form, table, answers, outcome) {
    const found = [];
    for (const [question, choices] of table.rules) {
      for (const choice of choices.keys()) {
        const other = weigh(table, new Map(answers).set(question, choice));
        if (choice === answers.get(question) || other.winner === outcome.winner) continue;
        const input = form.querySelector(`[name="${question}"][value="${choice}"]`);
        const asked = input.closest("fieldset").querySelector("legend").textContent;
        const said = input.parentElement.textContent.trim();
        found.push(`${asked} “${said}”: ${other.winner || "either"}`);
      }
    }
    return found;
  }

  function show(form, table) {
    const answers = new Map([...new FormData(form)].filter(([name]) => table.rules.has(name)));
    const state = new URLSearchParams(location.search);
    for (const question of table.rules.keys()) state.delete(question);
    for (const [question, choice] of answers) state.set(question, choice);
    const query = state.toString();
    // The address of a file is not a script's to change.
    if (location.protocol !== "file:")
      history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);

    const result = form.querySelector(".chooser-result");
    const line = element("p", "");
    line.className = "chooser-verdict";
    if (!answers.size) {
      line.textContent = "Answer one question or more.";
      result.replaceChildren(line);
      return;
    }
    const outcome = weigh(table, answers);
    line.textContent = verdict(outcome);
    const parts = [line];
    for (const side of [...outcome.sides].sort((one, other) => other.points - one.points)) {
      if (!side.rows.size) continue;
      const points = side.points === 1 ? "1 point" : `${side.points} points`;
      parts.push(
        element("p", `For ${side.name}, ${points}:`),
        list([...side.rows.values()].map((a) => a.cloneNode(true))),
      );
    }
    const turning = turns(form, table, answers, outcome);
    if (turning.length) parts.push(element("p", "What would change the answer:"), list(turning));
    result.replaceChildren(...parts);
  }

  function ready() {
    const form = document.querySelector(".chooser");
    if (!form || form.dataset.ready) return;
    form.dataset.ready = "yes";
    const table = rulesOf(form, document.querySelector(".chooser-rules table"));
    for (const [question, choice] of new URLSearchParams(location.search)) {
      const input = [...form.elements].find((field) => field.name === question && field.value === choice);
      if (input) input.checked = true;
    }
    form.addEventListener("change", () => show(form, table));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => show(form, table))); // the fields are emptied after the event
    show(form, table);
  }

  // The theme announces each page, also those that it loads without a reload.
  if (typeof document$ !== "undefined") document$.subscribe(ready);
  else ready();
})();
