"""Macros that a page calls wrongly."""

import pytest

from macros.catalog import Catalog
from macros.guard import Macro, guarded
from macros.problem import UnknownName
from macros.site import Page, Site


def dish(page: Page, name: str, size: int = 1) -> str:
    return f"{size} {name} for {page.url}"


def missing(page: Page, name: str) -> str:
    raise UnknownName("no '<b>'")


def faulty(page: Page) -> str:
    raise TypeError("ours")


def in_page(macro: Macro) -> Macro:
    """Return a macro as the page menu/ gets it."""
    page = Page(Site(Catalog()), "menu/")
    return guarded(macro, lambda: page, lambda: "menu.md")


def test_a_right_call_gets_the_page_and_its_values() -> None:
    assert in_page(dish)("soup") == "1 soup for menu/"
    assert in_page(dish)("soup", size=2) == "2 soup for menu/"


def test_a_mistake_is_warned_of_and_shown_without_being_run(caplog: pytest.LogCaptureFixture) -> None:
    text = in_page(missing)("{{ <i> }}")
    assert "docs/menu.md: {{ missing('{{ <i> }}') }}: no '<b>'" in caplog.text
    assert 'role="alert"' in text
    assert "<b>" not in text
    assert "<i>" not in text


@pytest.mark.parametrize(
    ("values", "named", "message"),
    [
        ((), {}, "missing a required argument: 'name'"),
        (("soup", 1, 2), {}, "too many positional arguments"),
        (("soup",), {"sise": 2}, "got an unexpected keyword argument 'sise'"),
    ],
)
def test_values_that_the_macro_does_not_take_are_a_mistake_of_the_page(
    values: tuple[object, ...], named: dict[str, object], message: str, caplog: pytest.LogCaptureFixture
) -> None:
    in_page(dish)(*values, **named)
    assert f"{message}; it is dish(name, size)" in caplog.text


def test_an_error_of_our_own_is_not_hidden() -> None:
    with pytest.raises(TypeError, match="ours"):
        in_page(faulty)()
