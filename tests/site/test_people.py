"""README, CONTRIBUTING and HACKING are true: their examples, commands, paths and links."""

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from macros.kinds import KINDS
from macros.reader.yaml import read

ROOT = Path(__file__).parents[2]
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md", "HACKING.md")}

EXAMPLES = re.findall(r"```yaml\n# data/(\S+)\n(.*?)```", TEXTS["CONTRIBUTING.md"], re.DOTALL)
"""The path under data/ and the text of each example."""

COMMANDS = sorted(set(re.findall(r"(?:^|`)make ([a-z-]+)", "\n".join(TEXTS.values()), re.MULTILINE)))
PATHS = sorted(set(re.findall(r"`((?:data|docs|macros|tests)/[\w./-]+)`", "".join(TEXTS.values()))))


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_an_example_of_each_file_is_what_the_model_allows(path: str, text: str) -> None:
    document, problems = read(path, text.encode())
    assert problems == []
    kind = next(kind for kind in KINDS if kind.match(path))
    TypeAdapter(kind.shape).validate_python(document.value)


def test_every_kind_that_people_write_has_an_example() -> None:
    written = {kind for kind in KINDS if kind.pattern.endswith(".yml")}
    assert {kind for kind in written if not any(kind.match(path) for path, _ in EXAMPLES)} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_makefile(command: str) -> None:
    assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_folder_and_module_of_the_map_exists() -> None:
    """The map's lines are indented by two spaces for each folder."""
    block = TEXTS["README.md"].split("## Where things are")[1].split("```")[1]
    folders: list[str] = []
    missing = []
    for line in block.strip("\n").splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.match(r"\s*((?:[\w./<>-]+, )*[\w./<>-]+)", line)
        assert names, line
        for name in names[1].split(", "):
            folders[depth:] = [name]
            pattern = re.sub(r"<\w+>", "*", "".join(folders))
            if not list(ROOT.glob(pattern)):
                missing.append(pattern)
    assert missing == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_to_a_file_and_heading(name: str) -> None:
    for target, anchor in re.findall(r"\]\(([\w./-]*)(?:#([\w-]+))?\)", TEXTS[name]):
        text = (ROOT / target).read_text("utf-8") if target.endswith(".md") or not target else ""
        assert (ROOT / target).exists(), target
        headings = [re.sub(r"[^\w -]", "", line[1:]).strip().lower() for line in re.findall(r"^#+( .*)", text, re.M)]
        assert not anchor or anchor in [heading.replace(" ", "-") for heading in headings], anchor
