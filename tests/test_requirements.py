"""The package that a requirement asks for."""

import pytest

from macros.requirements import package_name, written_name


@pytest.mark.parametrize(
    ("requirement", "written", "canonical"),
    [
        ("alpha", "alpha", "alpha"),
        ("Plus_More.less[x]>=3", "Plus_More.less", "plus-more-less"),
        ("a.b__c ~= 1.0", "a.b__c", "a-b-c"),
        ('alpha[standard]; python_version < "3.12"', "alpha", "alpha"),
        ("alpha==1.0 --hash=sha256:abc --hash=sha256:def", "alpha", "alpha"),
    ],
)
def test_a_requirement_asks_for_a_package(requirement: str, written: str, canonical: str) -> None:
    assert (written_name(requirement), package_name(requirement)) == (written, canonical)


@pytest.mark.parametrize("text", ["", "=1", "alpha beta", "alpha[", "-r other.txt", "alpha==1 # why"])
def test_anything_else_is_no_requirement(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        written_name(text)
