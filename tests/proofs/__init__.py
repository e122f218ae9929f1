"""Proofs: what the site says is run, asked and recorded: ``python -m tests.proofs <command>``.

``subjects`` are what is proved; ``runs`` runs them, ``records`` writes what they observed. Beneath
them: ``project`` reads the data, ``locks`` and ``stacks`` resolve and install packages, ``npm`` those
of JavaScript, ``servers`` starts apps, ``starting`` samples with their services, ``asking`` asks them,
``pages`` opens them in a browser, ``normalise`` makes replies repeatable, ``mutate`` breaks samples on
purpose, ``deployments`` reads what guides show, and ``patience`` says how long to wait for all that.
``install`` and ``repeat`` are what a reader runs in an archive, and ``archives`` does the same.
"""
