import { HttpClient } from "@angular/common/http";
import { Component, inject, signal } from "@angular/core";
import { FormsModule } from "@angular/forms";

interface Player {
  name: string;
  high_score: number;
}

@Component({
  selector: "app-players",
  imports: [FormsModule],
  templateUrl: "./players.html",
})
export class Players {
  private readonly http = inject(HttpClient);
  readonly players = signal<Player[]>([]);
  readonly error = signal("");
  name = "";
  score: number | null = null;

  constructor() {
    this.load();
  }

  load(): void {
    this.http.get<Player[]>("/players").subscribe((players) => this.players.set(players));
  }

  add(): void {
    this.http.post("/players", { name: this.name, high_score: this.score }).subscribe({
      next: () => {
        this.error.set("");
        this.name = "";
        this.score = null;
        this.load();
      },
      error: () => this.error.set("The player was not saved."),
    });
  }
}
