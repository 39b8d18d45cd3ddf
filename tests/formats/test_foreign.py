from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.errors import InputError
from annotator.formats.parts.foreign import Renaming, label_name
from annotator.formats.source import FileSource


def test_a_source_takes_note_of_labels_that_are_called_otherwise(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"x")
    source = Renaming(FileSource(str(tmp_path / "a")))
    beside = source.beside("b")
    assert beside is not None
    assert beside.path.endswith("b")
    assert source.beside("c") is None
    assert [label_name(name, source, 1) for name in (" PER ", "vai  chính", "vai chính")] == ["PER", *["vai_chính"] * 2]
    assert label_name("A\tB", beside, 1) == "A_B"
    assert source.renamed == {"vai  chính": "vai_chính", "vai chính": "vai_chính", "A\tB": "A_B"}
    with pytest.raises(InputError, match=r"record\.label"):
        label_name("A " * 30, source, 1)
    with pytest.raises(InputError, match=r"record\.zero"):
        label_name("A\0B", source, 1)


def test_not_every_label_of_a_file_full_of_them_is_noted() -> None:
    source = Renaming(FileSource("a"))
    for n in range(1200):
        label_name(f"A {n}", source, 1)
    assert len(source.renamed) == 1000
