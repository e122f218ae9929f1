from main import app

client = app.test_client()


def test_a_player_has_a_score() -> None:
    assert client.get("/players/Ada").get_json() == {"name": "Ada", "high_score": 9001}


def test_somebody_unknown_is_not_found() -> None:
    assert client.get("/players/Bob").status_code == 404
