from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.parts.file_names import FileNames, safe

NAMES = st.lists(st.text(st.sampled_from("aAắ\u0301/\\:<.. \x00\n…\u202e😀"), max_size=100), max_size=8)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bài", "bài"), ("a/b", "a_b"), ("../../etc/passwd", "_.._etc_passwd"), ("CON", "_CON"), ("nul.x", "_nul.x"),
        ("Com1", "_Com1"), ("common", "common"), ("  . ", "_"), ("", "_"), ("a<b>?", "a_b__"), ("e\u0302\u0301", "ế"),
    ],
)  # fmt: skip
def test_names_are_such_as_every_system_takes(name: str, expected: str) -> None:
    assert safe(name) == expected


@given(NAMES)
def test_each_document_has_files_of_its_own(names: list[str]) -> None:
    made = FileNames()
    stems = [made.stem(name) for name in names]
    assert len({unicodedata.normalize("NFC", stem.casefold()) for stem in stems}) == len(stems)
    for stem in stems:
        assert PurePosixPath(stem).name == PureWindowsPath(stem).name == stem
        assert len(stem.encode()) < 200


def test_twins_in_case_and_normalisation_are_numbered() -> None:
    made = FileNames()
    names = ["bài.txt", "BÀI.txt", "ba\u0300i.txt", "bài-2.txt", "bài.txt"]
    assert [made.stem(name) for name in names] == ["bài", "BÀI-2", "bài-3", "bài-2-2", "bài-4"]
