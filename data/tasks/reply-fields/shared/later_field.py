# Stores a field that nobody thought of before, and says whether it goes out.
import secrets

import main

field = f"field_{secrets.token_hex(4)}"
main.STORED["Ada"][field] = "for nobody"

if hasattr(main.app, "test_client"):
    reply = main.app.test_client().get("/players/Ada").get_json()
else:
    from fastapi.testclient import TestClient

    reply = TestClient(main.app).get("/players/Ada").json()

print("The field that was stored later", "goes out." if field in reply else "is left out.")
