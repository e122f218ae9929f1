"""``make bench``: how long a build takes, as a ratio to the same pages written by hand.

Figures of one noisy machine mean little; ratios of alternating runs hold. Two sites are built in
turns: this one, and plain Material on the Markdown that our macros produce: the same pages with their
front matter, the same navigation, the same downloads.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from macros.reader import load

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5

_DUMP = '''
"""Writes what the macros produce as a project of its own."""
from pathlib import Path
import json
from mkdocs.plugins import event_priority

DOCS = Path(r"{docs}")

def write(name, content):
    path = DOCS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

@event_priority(-100)
def on_config(config):
    (DOCS.parent / "nav.json").write_text(json.dumps(config.nav))

@event_priority(-100)
def on_files(files, config):
    for file in files:
        if file.dest_uri.startswith("files/") or file.dest_uri == "feed.xml":
            write(file.dest_uri, file.content_bytes)

@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    blocks = config.extra["comparison_site"].blocks
    head = json.dumps({{key: str(value) for key, value in page.meta.items()}})
    write(page.file.src_uri, "---\\n" + head + "\\n---\\n" + blocks.fill(markdown))
    return markdown
'''


def main() -> int:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        plain = _plain_site(work)
        seconds: dict[str, list[float]] = {"this site": [], "plain Material, the same pages by hand": []}
        for _ in range(ROUNDS):
            for name, config in zip(seconds, (ROOT / "mkdocs.yml", plain), strict=True):
                seconds[name].append(_seconds(config, work / "out"))
        pages = len([path for path in (work / "out").rglob("index.html") if "files" not in path.parts])
        print(f"{pages} pages, {ROUNDS} rounds in turns, medians")
        medians = [statistics.median(rounds) for rounds in seconds.values()]
        for name, median in zip(seconds, medians, strict=True):
            print(f"  {name}: {median:.2f} s")
        print(f"  ratio: {medians[0] / medians[1]:.2f}")
    started = time.perf_counter()
    load(ROOT)
    print(f"  of that, reading and checking data/: {time.perf_counter() - started:.2f} s")
    return 0


def _plain_site(work: Path) -> Path:
    """Write the plain site into ``work`` and return its configuration."""
    docs = work / "docs"
    shutil.copytree(ROOT / "docs", docs)
    hook = work / "dump.py"
    hook.write_text(_DUMP.format(docs=docs), encoding="utf-8")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    with_dump = ROOT / ".mkdocs-bench.yml"
    try:
        with_dump.write_text(text.replace("hooks: [macros/hooks.py]", f"hooks: [macros/hooks.py, {hook}]"))
        _build(with_dump, work / "out")
    finally:
        with_dump.unlink(missing_ok=True)
    config = yaml.safe_load(text.replace("!ENV ", ""))
    for key in ("hooks", "watch", "strict", "validation", "site_url", "repo_url", "edit_uri", "use_directory_urls"):
        config.pop(key, None)
    config["plugins"] = ["search"]
    config["nav"] = yaml.safe_load((work / "nav.json").read_text("utf-8"))
    del config["theme"]["custom_dir"], config["theme"]["icon"]  # our templates need what our hooks tell them
    plain = work / "mkdocs.yml"
    plain.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return plain


def _seconds(config: Path, out: Path) -> float:
    started = time.perf_counter()
    _build(config, out)
    return time.perf_counter() - started


def _build(config: Path, out: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"the build of {config} failed:\n{done.stderr[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
