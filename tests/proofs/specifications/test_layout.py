"""Files are written where their paths say."""

from pathlib import Path

from tests.proofs.layout import lay_out


def test_texts_and_bytes_are_written_at_any_depth(tmp_path: Path) -> None:
    folder = lay_out({"main.py": "ä = 1\r\n", "a/b/c.bin": b"\xff"}, tmp_path / "new" / "app")
    assert (folder / "main.py").read_bytes() == "ä = 1\r\n".encode()
    assert (folder / "a/b/c.bin").read_bytes() == b"\xff"
