# Says what kind of function answers /trip, and whether it gives way while it waits.
import asyncio
from inspect import iscoroutinefunction

from main import app

if hasattr(app, "view_functions"):
    trip = app.view_functions["trip"]
else:
    trip = next(route.endpoint for route in app.routes if route.path == "/trip")


async def turns() -> int:
    """Count how often something else has its turn before the trip is planned."""
    waiting = asyncio.create_task(trip())
    count = 0
    while not waiting.done():
        await asyncio.sleep(0.01)
        count += 1
    return count


if not iscoroutinefunction(trip):
    print("A plain function.")
elif asyncio.run(turns()) > 2:
    print("An async function that gives way.")
else:
    print("An async function that holds up all others.")
