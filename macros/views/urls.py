"""Where each thing's page stands, from the site's root. These addresses are permanent."""

SETUP = "get-started/"
"""The page that sets up an environment."""
CHANGES = "changes/"
"""The page of what changed, and the feed of the same."""
FEED = "feed.xml"


def criterion(name: str) -> str:
    """Return a criterion's page."""
    return f"criteria/{name}/"


def task(name: str) -> str:
    """Return a task's page."""
    return f"tasks/{name}/"


def deployment(name: str) -> str:
    """Return a target's page."""
    return f"deploy/{name}/"


def guide(target: str, framework: str) -> str:
    """Return the page of a guide to a target."""
    return f"deploy/{target}/{framework}/"


def frontend(name: str) -> str:
    """Return a front end's page."""
    return f"front-ends/{name}/"


def frontend_file(name: str, path: str) -> str:
    """Return the download of a front end's file."""
    return f"files/front-ends/{name}/{path}"


def sample_file(task_name: str, sample: str, path: str) -> str:
    """Return the download of a sample's file."""
    return f"files/tasks/{task_name}/{sample}/{path}"


def http_file(task_name: str, sample: str) -> str:
    """Return the download of a sample's requests for editors' HTTP clients."""
    return f"files/tasks/{task_name}/{sample}.http"


def postman(task_name: str, sample: str) -> str:
    """Return the download of a sample's requests as a Postman collection."""
    return f"files/tasks/{task_name}/{sample}.postman_collection.json"


def screenshot(task_name: str, name: str) -> str:
    """Return a picture of a sample."""
    return f"files/screenshots/{task_name}-{name}.webp"


def guide_file(target: str, framework: str, path: str) -> str:
    """Return the download of a guide's file."""
    return f"files/deploy/{target}/{framework}/{path}"


def source(url: str) -> str:
    """Return the file from which MkDocs makes the page at ``url``."""
    return url.rstrip("/") + ".md"
