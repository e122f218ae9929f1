from fastapi import FastAPI

import players
import teams

app = FastAPI()
app.include_router(players.router, prefix="/v1")
app.include_router(teams.router, prefix="/v1")
