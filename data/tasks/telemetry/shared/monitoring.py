"""Asks the collector what has arrived there; a real monitoring service would show it in a browser."""

import json
import os
import time
from urllib.request import urlopen

DELAY = 2
"""Seconds, in which what the app still holds is sent."""

time.sleep(DELAY)
address = os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")
with urlopen(f"{address}/received") as reply:
    received = json.load(reply)
for part in sorted(received):
    print(json.dumps({part: received[part]}, sort_keys=True))
