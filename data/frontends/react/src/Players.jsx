import { useEffect, useState } from "react";

export default function Players() {
  const [players, setPlayers] = useState([]);
  const [error, setError] = useState("");

  async function load() {
    const answer = await fetch("/players");
    setPlayers(await answer.json());
  }

  useEffect(() => {
    load();
  }, []);

  async function add(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const answer = await fetch("/players", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: fields.get("name"), high_score: Number(fields.get("high_score")) }),
    });
    setError(answer.ok ? "" : "The player was not saved.");
    if (answer.ok) {
      form.reset();
      await load();
    }
  }

  return (
    <main>
      <h1>Players</h1>
      <table>
        <thead>
          <tr><th>Name</th><th>High score</th></tr>
        </thead>
        <tbody>
          {players.map((player, place) => (
            <tr key={place}><td>{player.name}</td><td>{player.high_score}</td></tr>
          ))}
        </tbody>
      </table>
      <form onSubmit={add}>
        <label>Name <input name="name" required /></label>
        <label>High score <input name="high_score" type="number" required /></label>
        <button>Add</button>
      </form>
      <p role="alert">{error}</p>
    </main>
  );
}
