"""Every file that a page shows, as it is, and what is made from the data for other programs."""

from collections.abc import Iterator

from macros.catalog import REQUIREMENTS, Catalog
from macros.kinds import FRONTEND_FOLDER, GUIDE, SCREENSHOT, TASK_FOLDER
from macros.model.base import FolderKey
from macros.outputs.archives import archive
from macros.views import deployments, request_files, samples, urls
from macros.views.archives import is_archived


def downloads(catalog: Catalog) -> Iterator[tuple[str, str | bytes]]:
    """Yield the address and the content of each file that can be downloaded."""
    for key, _ in catalog.samples():
        for path, text in catalog.sample_files[key].items():
            yield urls.sample_file(key, path), text
        yield urls.http_file(key), request_files.http_file(catalog, key)
        yield urls.postman(key), request_files.postman(catalog, key)
        if is_archived(catalog, key):
            yield urls.archive(key), archive(catalog, key)
    for task_id in catalog.tasks:
        if samples.has_long_list(catalog, task_id):
            yield urls.mutations(task_id), samples.mutations_csv(catalog, task_id)
        for exchange_id, upload in request_files.uploads(catalog, task_id):
            yield urls.sent_file(task_id, exchange_id, upload.name), upload.content.encode()
    for task_id, service_id in catalog.services():
        for path, text in catalog.service_files(task_id, service_id).items():
            yield TASK_FOLDER.file_url(FolderKey(task_id, service_id), path), text
    for frontend_id in catalog.frontends:
        for path, text in catalog.frontend_files[frontend_id].items():
            yield FRONTEND_FOLDER.file_url(frontend_id, path), text
    for guide_key, files in catalog.guide_files.items():
        for path, text in files.items():
            yield GUIDE.file_url(guide_key, path), text
        if REQUIREMENTS in files:
            yield GUIDE.file_url(guide_key, deployments.NAMED), deployments.named_requirements(catalog, guide_key)
    for screenshot_key, _ in catalog.asked_screenshots():
        if image := catalog.screenshots.get(screenshot_key):
            yield SCREENSHOT.file_url(screenshot_key, ""), image
