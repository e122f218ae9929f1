"""Runs samples and proofs, and writes down what was seen: ``python -m tests.runner verify``.

One module a job: ``locks`` resolves stacks, ``stacks`` installs them, ``process`` starts servers,
``exchanges`` asks them, ``normalise`` makes the answers repeatable, ``mutate`` breaks samples on
purpose, ``proofs`` puts one run together, ``verify`` runs all of them and keeps the records.
"""
