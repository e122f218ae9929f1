# Prints what the handler itself returns, without the framework around it.
import asyncio
from inspect import iscoroutine, unwrap

import main

for name in ("Ada", "Grace"):
    found = unwrap(main.player)(name)
    print(asyncio.run(found) if iscoroutine(found) else found)
