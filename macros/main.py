"""Gives pages their macros and nothing else."""

from typing import Any

from macros import fragments
from macros.guard import guarded
from macros.modules import public_functions
from macros.site import Page


def define_env(env: Any) -> None:
    """Register each macro. ``env`` is mkdocs-macros' environment; hooks.py has put the site into ``extra``."""
    site = env.conf["extra"]["comparison_site"]
    for macro in public_functions(fragments):
        env.macro(guarded(macro, lambda: Page(site, env.page.url), lambda: str(env.page.file.src_uri)))
