from fastapi import FastAPI, HTTPException

import content

app = FastAPI()


@app.get("/entries/{content_type}")
def entries(content_type: str) -> list[dict[str, str]]:
    found = content.entries(content_type)
    if found is None:
        raise HTTPException(404, "No such type of content")
    return found


@app.get("/colors")
def colors() -> list[dict[str, str]]:
    return content.colors()
