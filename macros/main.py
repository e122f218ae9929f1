"""Names each macro and nothing else."""

from collections.abc import Callable
from typing import Any

from macros import engine
from macros.fragments import (
    CriterionFragments,
    FrontEndFragments,
    GuideFragments,
    ProseFragments,
    SiteFragments,
    TaskFragments,
)
from macros.guard import guarded


def define_env(env: Any) -> None:
    """Give pages their macros. ``env`` is mkdocs-macros' environment."""
    build = engine.current
    assert build is not None, "hooks.py runs first; mkdocs.yml names it under 'hooks'"
    site, task = SiteFragments(build.make), TaskFragments(build.make)
    criterion, guide = CriterionFragments(build.make), GuideFragments(build.make)
    prose, frontend = ProseFragments(build.make), FrontEndFragments(build.make)
    macros: tuple[Callable[..., str], ...] = (
        site.home,
        site.headline_table,
        site.comparison_table,
        site.criterion_list,
        site.get_started_list,
        site.task_list,
        site.deployment_matrix,
        site.corrections,
        site.counts,
        site.glance,
        site.credits,
        site.release,
        site.verdict,
        site.docs_link,
        criterion.criterion_intro,
        criterion.criterion_answer,
        criterion.criterion_evidence,
        criterion.criterion_correction,
        criterion.criterion_footer,
        task.task_intro,
        task.task_samples,
        task.task_beside,
        task.task_exchange,
        task.task_mutations,
        task.install,
        task.sample,
        task.exchange,
        task.tutorial_step,
        task.screenshot,
        guide.deployment_intro,
        guide.guide_intro,
        guide.guide_step,
        guide.guide_proof,
        frontend.frontend_list,
        frontend.frontend_intro,
        frontend.frontend_files,
        frontend.frontend_build,
        frontend.frontend_start,
        frontend.frontend_proof,
        prose.identity,
        prose.strengths,
        prose.rows,
        prose.set_up,
        prose.users,
        prose.claims,
        prose.claim,
        prose.changes,
        prose.first_release,
        prose.choose_when,
        prose.serve_command,
        prose.answer,
        prose.question,
        prose.program,
        prose.deploy_link,
        prose.maker_link,
    )
    for macro in macros:
        env.macro(guarded(macro, lambda: str(env.page.file.src_uri)))
