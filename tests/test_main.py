"""What mkdocs-macros gets from us."""

from types import SimpleNamespace
from typing import Any

from macros import fragments
from macros.guard import Macro
from macros.main import define_env
from macros.modules import public_functions
from macros.site import Site
from tests.project import ScratchProject


class Environment:
    """What we use of mkdocs-macros' environment."""

    def __init__(self, site: Site) -> None:
        self.conf = {"extra": {"comparison_site": site}}
        self.macros: dict[str, Macro] = {}
        self.page: Any = None

    def macro(self, macro: Macro) -> None:
        self.macros[macro.__name__] = macro


def test_every_macro_works_with_the_page_that_is_being_made(project: ScratchProject) -> None:
    env = Environment(Site(project.catalog))
    define_env(env)
    assert set(env.macros) == {macro.__name__ for macro in public_functions(fragments)}
    links = []
    for url in ("choose/", "deep/er/"):
        env.page = SimpleNamespace(url=url, file=SimpleNamespace(src_uri=f"{url}index.md"))
        links.append(env.macros["task_link"]("ask"))
    assert links == ['<a href="../tasks/ask/">Ask</a>', '<a href="../../tasks/ask/">Ask</a>']


def test_no_two_macros_have_the_same_name() -> None:
    names = [macro.__name__ for macro in public_functions(fragments)]
    assert len(set(names)) == len(names)
