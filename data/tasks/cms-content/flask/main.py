from flask import Flask, abort

import content

app = Flask(__name__)


@app.get("/entries/<content_type>")
def entries(content_type: str) -> list[dict[str, str]]:
    found = content.entries(content_type)
    if found is None:
        abort(404, "No such type of content")
    return found


@app.get("/colors")
def colors() -> list[dict[str, str]]:
    return content.colors()
