import typer

import players

commands = typer.Typer()


@commands.callback()
def describe() -> None:
    """Look after the players."""


@commands.command()
def add_player(name: str, high_score: int) -> None:
    """Add a player."""
    players.add(name, high_score)
    print(f"{name} was added.")


if __name__ == "__main__":
    commands()
