"""A mutation changes one place of one file, and something must come of it."""

import pytest

from macros.model.base import ExchangeId, OutcomeId
from macros.model.task import Mutation
from tests.proofs.asking.exchanges import Outcomes
from tests.proofs.errors import ProofError
from tests.proofs.mutate import check_broken, mutant

FILES = {"main.py": "a = 1\nb = 1\n", "other.py": "a = 1\n"}


def mutation(replace: str, new: str, file: str = "main.py") -> Mutation:
    return Mutation.model_validate(
        {"sample": "one", "file": file, "replace": replace, "with": new, "breaks": ["ask", "greet"]}
    )


def outcomes(**named: str) -> Outcomes:
    return {ExchangeId(exchange): OutcomeId(outcome) for exchange, outcome in named.items()}


def test_one_place_is_changed_and_the_original_stays() -> None:
    assert mutant(FILES, mutation("a = 1", "a = 2")) == {"main.py": "a = 2\nb = 1\n", "other.py": "a = 1\n"}
    assert FILES["main.py"] == "a = 1\nb = 1\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (mutation("absent", ""), "occurs 0 times in main.py"),
        (mutation("= 1", "= 2"), "occurs 2 times in main.py"),
        (mutation("a = 1", "a = 1"), "by itself"),
        (mutation("a", "b", "gone.py"), "no file 'gone.py'"),
    ],
)
def test_a_mutation_that_cannot_be_carried_out_is_named(change: Mutation, message: str) -> None:
    with pytest.raises(ProofError, match=message):
        mutant(FILES, change)


def test_every_exchange_that_it_breaks_must_have_another_outcome() -> None:
    before = outcomes(ask="agreed", greet="hello", more="same")
    check_broken(mutation("a", "b"), before, outcomes(ask="refused", greet="unfit", more="same"))
    with pytest.raises(ProofError, match=r"changes nothing for greet \(still hello\)"):
        check_broken(mutation("a", "b"), before, outcomes(ask="refused", greet="hello", more="other"))
