import os
import time

from celery import Celery
from redis import Redis

url = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379")
queue = Celery("work", broker=url)
store = Redis.from_url(url, decode_responses=True)


@queue.task
def confirm(item: str) -> None:
    time.sleep(1)
    store.rpush("sent", item)
