"""What is counted: files of an environment's packages, without compiled copies."""

from pathlib import Path

from tests.proofs.quantities import COUNTED, sizes

RECORD = """\
a/a.py,,
a/b.so,,
a/gone.py,,
a/__pycache__/a.cpython-311.pyc,,
a-1.0.dist-info/METADATA,,
../../../bin/a,,
"""
METADATA = "Metadata-Version: 2.1\nName: A\nVersion: 1.0\n"


def test_the_size_of_a_stack_is_that_of_its_packages_files(tmp_path: Path) -> None:
    packages = tmp_path / "lib" / "python3.11" / "site-packages"
    (packages / "a" / "__pycache__").mkdir(parents=True)
    (packages / "a" / "a.py").write_bytes(b"x" * 700)
    (packages / "a" / "b.so").write_bytes(b"x" * 300)
    (packages / "a" / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"x" * 5000)
    (packages / "no_packages.py").write_bytes(b"x" * 5000)
    (packages / "a-1.0.dist-info").mkdir()
    (packages / "a-1.0.dist-info" / "METADATA").write_text(METADATA)
    (packages / "a-1.0.dist-info" / "RECORD").write_text(RECORD)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "a").write_bytes(b"x" * 9000)
    assert sizes(tmp_path) == {"a": 1000 + len(METADATA)}
    assert COUNTED["installed-megabytes"](tmp_path) == sizes(tmp_path)["a"] / 1_000_000
