# Adds an address to the app, and prints what the description says: it must have the new address as well.
import json

import main

app = main.app


def teams():
    """List all teams."""
    return ["Engine"]


if hasattr(main, "api"):
    # flask-smorest describes blueprints of its own only.
    blueprint = type(main.players)("teams", __name__)
    blueprint.get("/teams")(teams)
    main.api.register_blueprint(blueprint)
    client = app.test_client()
elif hasattr(app, "test_client"):
    app.get("/teams")(teams)
    client = app.test_client()
else:
    from fastapi.testclient import TestClient

    app.add_api_route("/teams", teams)
    client = TestClient(app)

reply = client.get("/openapi.json")
if reply.status_code == 404:
    print("There is no description.")
else:
    description = json.loads(reply.text)
    for path, methods in description["paths"].items():
        print(path, *(method.get("description") or method.get("summary") for method in methods.values()))
    player = description.get("components", {}).get("schemas", {}).get("Player", {})
    print("A player needs:", ", ".join(sorted(player.get("required", []))))
