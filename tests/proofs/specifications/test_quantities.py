"""What is counted: files of an environment, without compiled copies."""

from pathlib import Path

from tests.proofs.quantities import size_of


def test_the_size_of_a_stack_is_that_of_its_files_each_once(tmp_path: Path) -> None:
    packages = tmp_path / "lib" / "python3.11" / "site-packages" / "a"
    (packages / "__pycache__").mkdir(parents=True)
    (packages / "a.py").write_bytes(b"x" * 700)
    (packages / "b.so").write_bytes(b"x" * 300)
    (packages / "same.py").symlink_to("a.py")
    (packages / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"x" * 5000)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_bytes(b"x" * 9000)
    assert size_of(tmp_path) == 1000
