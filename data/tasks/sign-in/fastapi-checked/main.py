from secrets import compare_digest
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

TOKEN_OF_ADA = "token-of-ada"  # in real life: from your database, kept as a hash

app = FastAPI()


def caller(token: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    if not compare_digest(token.credentials, TOKEN_OF_ADA):
        raise HTTPException(401, "Unknown token", headers={"WWW-Authenticate": "Bearer"})
    return "Ada"


@app.get("/report")
async def report(name: Annotated[str, Depends(caller)]) -> dict[str, str]:
    return {"report": "All is well", "for": name}
