"""The macros: each returns the piece of a page that its name says, as Markdown.

Blocks are HTML from the templates and wait for their page (see ``macros.render``); inline pieces are
short Markdown. What a call names and the data lacks becomes a mistake of the page, never a hole in it.
"""

from macros.fragments.base import Maker, MistakeInPage
from macros.fragments.criteria import CriterionFragments
from macros.fragments.frontends import FrontEndFragments
from macros.fragments.guides import GuideFragments
from macros.fragments.prose import ProseFragments
from macros.fragments.site import SiteFragments
from macros.fragments.tasks import TaskFragments

__all__ = [
    "CriterionFragments",
    "FrontEndFragments",
    "GuideFragments",
    "Maker",
    "MistakeInPage",
    "ProseFragments",
    "SiteFragments",
    "TaskFragments",
]
