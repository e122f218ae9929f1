"""``make bench``: how long a build takes, as a ratio to the same pages written by hand.

Figures of one noisy machine mean little; ratios of alternating runs hold. Two sites are built in
turns: this one, and plain Material on the Markdown that our macros produce, blocks filled in.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from macros.reader import load

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
_DUMP = """
import logging
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    from macros import engine
    path = Path(r"{target}") / page.file.src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(engine.current.make.blocks.fill(markdown), encoding="utf-8")
    return markdown
"""


def main() -> int:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        plain = _plain_site(work)
        times: dict[str, list[float]] = {"this site": [], "plain Material, the same pages by hand": []}
        for _ in range(ROUNDS):
            for name, config in zip(times, (ROOT / "mkdocs.yml", plain), strict=True):
                times[name].append(_seconds(config, work / "out"))
        pages = len(list((work / "out").rglob("index.html")))
        print(f"{pages} pages, {ROUNDS} rounds in turns, medians")
        medians = [statistics.median(found) for found in times.values()]
        for name, median in zip(times, medians, strict=True):
            print(f"  {name}: {median:.2f} s")
        print(f"  ratio: {medians[0] / medians[1]:.2f}")
    started = time.perf_counter()
    load(ROOT)
    print(f"  of that, reading and checking data/: {time.perf_counter() - started:.2f} s")
    return 0


def _plain_site(work: Path) -> Path:
    docs = work / "docs"
    shutil.copytree(ROOT / "docs", docs)
    hook = work / "dump.py"
    hook.write_text(_DUMP.format(target=docs), encoding="utf-8")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    with_dump = ROOT / ".mkdocs-bench.yml"
    try:
        with_dump.write_text(text.replace("hooks: [macros/hooks.py]", f"hooks: [macros/hooks.py, {hook}]"))
        _build(with_dump, work / "out")
    finally:
        with_dump.unlink(missing_ok=True)
    lines = [line for line in text.splitlines() if not line.startswith(("hooks:", "watch:", "strict:"))]
    lines = "\n".join(lines).split("\nvalidation:")[0].splitlines()
    start = lines.index("  - macros:")
    del lines[start : start + 4]
    config = work / "mkdocs.yml"
    config.write_text("\n".join(lines).replace("custom_dir: macros/theme", f"custom_dir: {ROOT}/macros/theme"))
    return config


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
