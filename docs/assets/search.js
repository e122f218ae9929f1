// The search: what stands in the box is looked up in Pagefind's index. site.js loads this at the box's first focus.

const SHOWN = 4; // results at a time: the text of each is fetched
const TYPING = 150; // milliseconds of rest after which a query counts
const MARKS = { aka: 8, related: 2, title: 6 }; // what a match in each counts, beside the text
const LEFT_OUT = new Set(
  `a am an and any are as at be by can could do does for from get had has have how i if in into is it its me my of on or
  our should so that the their them there these they this to use used using vs was we what when where which who why will
  with would you your`.split(/\s+/),
);

const root = new URL("../", import.meta.url);
const toggle = document.getElementById("__search");
const box = document.querySelector(".md-search");
const input = box.querySelector(".md-search__input");
const suggestion = box.querySelector(".md-search__suggest");
const output = box.querySelector(".md-search__output");
const status = box.querySelector(".md-search-result__meta");
const list = box.querySelector(".md-search-result__list");

// ---------- The query ----------

/** Return the words of a query that tell something; all of them where none does. */
function telling(query) {
  const words = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
  const some = words.filter((word) => !LEFT_OUT.has(word));
  return (some.length ? some : words).slice(0, 8);
}

/** Return how many letters must be added, left out, replaced or swapped with their neighbour (Damerau-Levenshtein). */
function distance(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      next[column] = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + differs);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        next[column] = Math.min(next[column], before[column - 2] + 1);
    }
    before = last;
    last = next;
  }
  return last[other.length];
}

/** Return the words nearest to one that the site does not have; those of titles and aliases come first. */
function nearest(word, words, within) {
  const found = [];
  words.forEach((other, position) => {
    if (Math.abs(other.length - word.length) > within) return;
    const far = distance(word, other) + (other[0] === word[0] ? 0 : 0.5);
    if (far <= within) found.push({ other, far, position });
  });
  return found.sort((a, b) => a.far - b.far || a.position - b.position).map(({ other }) => other);
}

// ---------- The index ----------

async function load() {
  const [pagefind, words] = await Promise.all([
    import(new URL("search/pagefind.js", root)),
    fetch(new URL("search/words.json", root)).then((reply) => reply.json()),
  ]);
  // Without its worker, which is the same script once more.
  await pagefind.options({
    baseUrl: root.pathname,
    excerptLength: 24,
    noWorker: true,
    ranking: { metaWeights: MARKS },
  });
  await pagefind.init();
  await pagefind.search(""); // `init` does not wait for what it fetches
  const named = words.named.split(" ");
  return { pagefind, named, all: [...named, ...words.read.split(" ")] };
}

export const loaded = load();

/** Return a word of a query as the site spells it; nothing where no word is near. */
async function spelled(word, { pagefind, all }) {
  if (all.some((known) => known.startsWith(word))) return word;
  if ((await pagefind.search(`"${word}"`)).results.length) return word; // a number, or another form of a word
  return word.length < 4 ? undefined : nearest(word, all, word.length < 8 ? 1 : 2)[0];
}

/** Look a query up. Pages that have only some of its words follow those that have them all. */
async function find(query) {
  const index = await loaded;
  const asked = telling(query);
  const known = await Promise.all(asked.map((word) => spelled(word, index)));
  const words = [...new Set(known.filter(Boolean))];
  const pages = new Map();
  const take = ({ results }, found) => {
    for (const result of results) {
      const page = pages.get(result.id) ?? { result, score: 0, found: new Set() };
      page.score += result.score;
      for (const word of found) page.found.add(word);
      pages.set(result.id, page);
    }
  };
  if (words.length) take(await index.pagefind.search(words.join(" ")), words);
  if (words.length > 1) for (const word of words) take(await index.pagefind.search(word), [word]);
  return {
    words,
    respelled: asked.some((word, position) => known[position] && known[position] !== word),
    unknown: asked.filter((_, position) => !known[position]),
    pages: [...pages.values()].sort((a, b) => b.score - a.score),
  };
}

// ---------- What is shown ----------

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Return an excerpt, whose only markup is <mark>, as nodes. */
function marked(excerpt) {
  const whole = /[.?!]$/.test(excerpt) ? excerpt : `${excerpt} …`;
  return whole.split(/<\/?mark>/).map((part, position) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    return position % 2 ? element("mark", "", text) : text;
  });
}

/** Return a text with the words of the query marked in it, as nodes. */
function emphasised(text, words) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])((?:${words.join("|")})[\\p{L}\\p{N}]*)`, "giu");
  return text.split(pattern).map((part, position) => (position % 2 ? element("mark", "", part) : part));
}

function link(url, words, className, ...children) {
  const target = new URL(url, location);
  target.searchParams.set("h", words.join(" "));
  const made = element(
    "a",
    "md-search-result__link",
    element("div", "md-search-result__article md-typeset", element("div", className, ...children)),
  );
  made.href = target;
  return made;
}

async function item(page, words) {
  const { url, meta, excerpt, sub_results: sections } = await page.result.data();
  const says = meta.description ? emphasised(meta.description, words) : marked(excerpt);
  const parts = [element("p", "search-title", meta.title), element("p", "", ...says)];
  const missing = words.filter((word) => !page.found.has(word));
  if (missing.length) parts.push(element("p", "md-search-result__terms", `Without: ${missing.join(", ")}`));
  const made = element("li", "md-search-result__item", link(url, words, "search-page", ...parts));
  const within = sections.filter((section) => section.url !== url && section.title !== meta.title).slice(0, 4);
  if (within.length) {
    const more = element("summary", "", element("div", "", `${within.length} more on this page`));
    const links = within.map((section) =>
      link(
        section.url,
        words,
        "search-section",
        element("p", "search-title", section.title),
        element("p", "", ...marked(section.excerpt)),
      ),
    );
    made.append(element("details", "md-search-result__more", more, ...links));
  }
  return made;
}

function choice(label, onClick) {
  const button = element("button", "search-choice", label);
  button.type = "button";
  button.addEventListener("click", onClick);
  return element("li", "md-search-result__item", button);
}

/** Say in a line what was found. */
function said({ words, respelled, unknown, pages }) {
  const whole = pages.filter((page) => page.found.size === words.length).length;
  const what = `“${words.join(" ")}”`;
  if (!pages.length) return `Nothing here for “${unknown.join(" ")}”. The nearest words are:`;
  if (unknown.length) return `Nothing here has “${unknown.join(" ")}”. Showing results for ${what}`;
  if (!whole) return `No page has all of ${what}. The nearest are:`;
  return `${whole === 1 ? "1 page" : `${whole} pages`} found${respelled ? `. Showing results for ${what}` : ""}`;
}

let latest = "";

async function show() {
  const query = input.value.trim();
  latest = query;
  await complete();
  if (!query) {
    list.replaceChildren();
    status.textContent = "Type to start searching";
    return;
  }
  const found = await find(query);
  const first = await Promise.all(found.pages.slice(0, SHOWN).map((page) => item(page, found.words)));
  if (latest !== query) return; // somebody typed on
  list.replaceChildren(...first);
  if (found.pages.length) more(found, SHOWN);
  else await propose(found.unknown);
  list.parentElement.parentElement.scrollTop = 0;
  status.textContent = said(found);
  list.dataset.query = query;
}

/** Offer the next results, if there are any. */
function more({ pages, words }, from) {
  if (pages.length <= from) return;
  const next = choice("More results", async () => {
    const items = await Promise.all(pages.slice(from, from + SHOWN).map((page) => item(page, words)));
    next.replaceWith(...items);
    items[0].querySelector("a").focus();
    more({ pages, words }, from + SHOWN);
  });
  list.append(next);
}

/** Offer the words nearest to some that are nowhere. */
async function propose(unknown) {
  const { named } = await loaded;
  const words = [...new Set(unknown.flatMap((word) => nearest(word, named, word.length).slice(0, 3)))];
  const buttons = words.map((word) =>
    choice(word, () => {
      input.value = word;
      input.focus();
      show();
    }),
  );
  list.replaceChildren(...buttons);
}

/** Complete the word that is being typed, in grey: the right arrow key takes it. */
async function complete() {
  const { named } = await loaded;
  const word = /[\p{L}\p{N}]{2,}$/u.exec(input.value.toLowerCase())?.[0];
  const rest = word && named.find((known) => known !== word && known.startsWith(word))?.slice(word.length);
  suggestion.textContent = rest ? input.value + rest : "";
}

// ---------- Keys, focus and the toggle that the theme's styles go by ----------

function open(on) {
  if (toggle.checked !== on) toggle.click(); // so that the theme notices
}

function follow() {
  output.inert = !toggle.checked;
  if (toggle.checked) input.focus();
  else if (box.contains(document.activeElement)) document.activeElement.blur();
}

toggle.addEventListener("change", follow);
input.addEventListener("focus", () => open(true));
box.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !box.contains(relatedTarget)) open(false);
});
box.addEventListener("click", ({ target }) => {
  if (target.closest("a")) open(false);
});

let timer = 0;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, TYPING);
});
input.form.addEventListener("reset", () => {
  input.focus();
  setTimeout(show);
});
input.form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (list.dataset.query !== input.value.trim()) await show();
  list.querySelector("a, button")?.click();
});

box.addEventListener("keydown", (event) => {
  const { key } = event;
  if (key === "Escape") open(false);
  else if (key === "ArrowDown" || key === "ArrowUp") {
    const stops = [input, ...list.querySelectorAll(":not(details) > a, summary, details[open] > a, button")];
    const here = Math.max(0, stops.indexOf(document.activeElement));
    stops[(here + (key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length].focus();
  } else if (key === "ArrowRight" && suggestion.textContent && input.selectionStart === input.value.length) {
    input.value = suggestion.textContent;
    show();
  } else {
    if (document.activeElement !== input && key.length === 1 && !event.ctrlKey && !event.metaKey && key !== " ")
      input.focus(); // typing goes on in the box
    return;
  }
  event.preventDefault();
});

open(document.activeElement === input);
follow();
show();
