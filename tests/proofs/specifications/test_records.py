"""Records are put in place together, or not at all."""

from pathlib import Path

import pytest

from tests.proofs.records import put_in_place


def test_files_are_written_and_removed_and_empty_folders_go(tmp_path: Path) -> None:
    put_in_place(tmp_path, {"a/b.json": "{}", "c.webp": b"\xff"})
    assert ((tmp_path / "a/b.json").read_text(), (tmp_path / "c.webp").read_bytes()) == ("{}", b"\xff")
    put_in_place(tmp_path, {"c.webp": b"\x00"}, [tmp_path / "a/b.json"])
    assert [path.name for path in tmp_path.iterdir()] == ["c.webp"]
    assert (tmp_path / "c.webp").read_bytes() == b"\x00"


def test_an_error_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    put_in_place(tmp_path, {"a.json": "old"})
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OSError, match="file"):
        put_in_place(tmp_path, {"a.json": "new", "file/b.json": "new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "file"]
    assert (tmp_path / "a.json").read_text() == "old"
