"""Macros for samples on written pages: a tutorial step, a screenshot, a reply."""

from macros.kinds import SCREENSHOT
from macros.model.base import ExchangeId, SampleId, SampleKey, ScreenshotId, ScreenshotKey, TaskId
from macros.site import Page
from macros.views import replies, tutorials
from macros.views.replies import ReplyView


def tutorial_step(page: Page, task: TaskId, sample: SampleId) -> str:
    """One tutorial step: what changed since the step before, how to start it, what it answers."""
    key = SampleKey(task, sample)
    page.catalog.sample(key)
    step = tutorials.step_view(page.catalog, key)
    answers: list[tuple[str, ReplyView]] = []
    for exchange_id in step.exchanges:
        if view := replies.reply_view(page.catalog, key, exchange_id):
            answers.append((page.catalog.exchange(task, exchange_id).short, view))
    return page.block("tutorial_step", step=step, answers=answers, stale=page.site.is_stale(key))


def screenshot(page: Page, task: TaskId, screenshot: ScreenshotId) -> str:
    """A screenshot of a running sample."""
    key = ScreenshotKey(task, screenshot)
    value = page.catalog.screenshot(key)
    record = page.catalog.screenshot_records.get(key)
    if record is None:
        return "\n\n(No screenshot has been taken yet.)\n\n"
    return page.block("screenshot", screenshot=value, record=record, url=SCREENSHOT.file_url(key, ""))


def exchange(page: Page, task: TaskId, sample: SampleId, exchange: ExchangeId) -> str:
    """One request to a sample, and its real answer."""
    key = SampleKey(task, sample)
    page.catalog.sample(key)
    page.catalog.exchange(task, exchange)
    view = replies.reply_view(page.catalog, key, exchange)
    if view is None:
        return "\n\n(Not run yet.)\n\n"
    return page.block("request", view=view) + page.block("reply", view=view, alike=[])
