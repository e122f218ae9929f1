from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
token = HTTPBearer()


@app.get("/report")
async def report(shown: Annotated[HTTPAuthorizationCredentials, Depends(token)]) -> dict[str, str]:
    return {"report": "All is well"}
