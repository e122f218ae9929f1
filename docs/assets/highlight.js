// Marks the words of a search on the page that a reader found by it. site.js loads this where the address names them.

/** Mark the words in the page's text, as whole words or the beginning of one. */
export function highlight(words) {
  const wanted = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")).filter((word) => word.length > 1);
  if (!wanted.length) return;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join("|")})[\\p{L}\\p{N}]*`, "giu");
  const article = document.querySelector(".md-content__inner");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("mark, script, svg")) texts.push(walker.currentNode);
  for (const text of texts) {
    for (const match of [...text.data.matchAll(pattern)].reverse()) {
      const found = text.splitText(match.index);
      found.splitText(match[0].length);
      const mark = document.createElement("mark");
      found.replaceWith(mark);
      mark.append(found);
    }
  }
}
