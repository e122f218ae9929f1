"""The feed of this site's own changes."""

from macros.reader import load
from macros.views import changes
from tests.outputs.atom import assert_atom, entries, parsed
from tests.project import ROOT


def test_the_feed_of_this_site_keeps_the_rules() -> None:
    catalog = load(ROOT).catalog
    feed = parsed(catalog)
    assert_atom(feed)
    assert len(entries(feed)) == len(changes.entries(catalog)) > 1
