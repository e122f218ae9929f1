from fastapi.testclient import TestClient

from main import app

client = TestClient(app)


def test_a_player_has_a_score() -> None:
    assert client.get("/players/Ada").json() == {"name": "Ada", "high_score": 9001}


def test_somebody_unknown_is_not_found() -> None:
    assert client.get("/players/Bob").status_code == 404
