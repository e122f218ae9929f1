"""Addresses that no kind of data has by itself, from the site's root. Addresses are permanent.

Those of pages and of files are in the table of kinds (see ``macros.kinds``).
"""

from macros.kinds import CRITERION, TASK, TASK_FOLDER
from macros.model.base import CriterionId, ExchangeId, FolderKey, FrameworkId, GroupId, SampleKey, TaskId

COMPARISON = "comparison/"
SETUP = "get-started/"
"""The page that sets up an environment."""
SHARED = "shared-files"
"""The part of a task's page that shows the files that all of its samples have."""
ABOUT = "about/"
CORRECTIONS = "corrections/"
CHANGES = "changes/"
FEED = "feed.xml"
"""The feed of the page of changes."""
COMPARISON_JSON = "comparison.json"
COMPARISON_CSV = "comparison.csv"
SCHEMA = "comparison.schema.json"
"""What the JSON files are made of."""
PICTURE = "pictures/site.png"
"""What other sites show beside a link to a page."""
LLMS = "llms.txt"
"""The list of all pages as Markdown (https://llmstxt.org)."""
OPENAPI = "openapi.json"
"""Which files there are for programs, and what each holds."""


def answer(criterion_id: CriterionId, framework_id: FrameworkId) -> str:
    """Return where a criterion's page gives a framework's answer."""
    return f"{CRITERION.url(criterion_id)}#{framework_id}"


def part_of_task(task_id: TaskId, part: str) -> str:
    """Return where a task's page shows one of its exchanges or services."""
    return f"{TASK.url(task_id)}#{part}"


def sample_file(key: SampleKey, path: str) -> str:
    """Return the download of a sample's file."""
    return TASK_FOLDER.file_url(FolderKey(key.task, key.sample), path)


def mutations(task_id: TaskId) -> str:
    """Return the download of a task's mutations as a table."""
    return f"files/tasks/{task_id}/mutations.csv"


def sent_file(task_id: TaskId, exchange_id: ExchangeId, name: str) -> str:
    """Return the download of a file that a request sends."""
    return f"files/requests/{task_id}/{exchange_id}/{name}"


def http_file(key: SampleKey) -> str:
    """Return the download of a sample's requests for editors' HTTP clients."""
    return f"files/tasks/{key.task}/{key.sample}.http"


def postman(key: SampleKey) -> str:
    """Return the download of a sample's requests as a Postman collection."""
    return f"files/tasks/{key.task}/{key.sample}.postman_collection.json"


def archive(key: SampleKey) -> str:
    """Return the download of all that repeats a sample."""
    return f"files/tasks/{key.task}/{key.task}-{key.sample}.tar.gz"


def written_page(kind: str, framework_id: FrameworkId) -> str:
    """Return the page that somebody may have written about a framework: ``get-started`` or ``what-is``."""
    return f"{kind}/{framework_id}/"


def criterion_json(criterion_id: CriterionId | str) -> str:
    """Return the file of a criterion for programs."""
    return f"criteria/{criterion_id}.json"


def framework_json(framework_id: FrameworkId | str) -> str:
    """Return the file of a framework for programs."""
    return f"frameworks/{framework_id}.json"


def framework_feed(framework_id: FrameworkId) -> str:
    """Return the feed of what concerns a framework."""
    return f"feeds/frameworks/{framework_id}.xml"


def group_feed(group_id: GroupId) -> str:
    """Return the feed of what concerns a group of criteria."""
    return f"feeds/groups/{group_id}.xml"


def markdown(path: str) -> str:
    """Return the Markdown of the page that is published as this file: beside it."""
    return f"{path.removesuffix('.html')}.md"


def embedded_row(criterion_id: CriterionId) -> str:
    """Return a criterion's row as HTML for a frame on another page."""
    return f"embed/{criterion_id}.html"


def badge(criterion_id: CriterionId) -> str:
    """Return a criterion's row as an image in one line."""
    return f"embed/{criterion_id}.svg"


def picture(criterion_id: CriterionId) -> str:
    """Return what other sites show beside a link to a criterion's page."""
    return f"pictures/criteria/{criterion_id}.png"


def section_source(url: str) -> str:
    """Return the file from which MkDocs makes the page at an address that begins a section of the navigation."""
    return f"{url.rstrip('/')}/index.md"


def of_source(path: str) -> str:
    """Return the address that the page of a file has here, whatever MkDocs makes of it."""
    name = path.removesuffix(".md")
    return name.removesuffix("index") if f"/{name}".endswith("/index") else f"{name}/"


def source(url: str) -> str:
    """Return the file from which MkDocs makes the page at an address."""
    return url.rstrip("/") + ".md"
