from fastapi import APIRouter

router = APIRouter()


@router.get("/players")
async def all_players() -> list[str]:
    return ["Ada"]
