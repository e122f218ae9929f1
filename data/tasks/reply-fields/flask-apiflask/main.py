from apiflask import APIFlask, Schema
from apiflask.fields import Integer, String

STORED = {
    "Ada": {"name": "Ada", "high_score": 9001, "password_hash": "$argon2id$..."},
    "Grace": {"name": "Grace", "high_score": 8750, "email": "grace@home.example"},
}

app = APIFlask(__name__)


class PublicPlayer(Schema):
    name = String(required=True)
    high_score = Integer(required=True)


@app.get("/players/<name>")
@app.output(PublicPlayer)
def player(name: str):
    return STORED[name]
