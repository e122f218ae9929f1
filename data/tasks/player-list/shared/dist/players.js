const form = document.querySelector("form");

async function load() {
  const answer = await fetch("/players");
  const rows = (await answer.json()).map((player) => {
    const row = document.createElement("tr");
    row.insertCell().textContent = player.name;
    row.insertCell().textContent = player.high_score;
    return row;
  });
  document.querySelector("tbody").replaceChildren(...rows);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch("/players", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: form.elements.name.value, high_score: form.elements.high_score.valueAsNumber }),
  });
  document.querySelector("[role=alert]").textContent = answer.ok ? "" : "The player was not saved.";
  if (answer.ok) {
    form.reset();
    await load();
  }
});

await load();
