from fastapi import APIRouter

router = APIRouter()


@router.get("/teams")
async def all_teams() -> list[str]:
    return ["Engine"]
