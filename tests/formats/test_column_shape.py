from __future__ import annotations

import pytest

from annotator.formats.columns.shape import shape_of
from annotator.formats.protocol import Head
from annotator.formats.source import FileSource


def kind(content: str) -> str | None:
    shape = shape_of(Head(FileSource("a"), content.encode()))
    return shape and shape.format


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        ("-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\n\n", "conll2003"),
        ("-DOCSTART- -X- -X- -X- O\n\nEU EU NE I-NC I-ORG\nist sein V I-VC O\nx x V I-VC O\n", "conll2003"),
        ("Ấn_Độ\tNp\tB-NP\tB-LOC\nđẹp\tA\tB-AP\tO\n.\tCH\tO\tO\n\n", "vlsp2016"),
        ("<s>\nẤn_Độ Np B-NP B-LOC O\nđẹp A B-AP O O\n. CH O O O\n</s>\n", "vlsp2016"),
        ("Ấn_Độ\tB-LOC\nđẹp\tO\n.\tO\n\n", "conll"),
        ("-DOCSTART- O\n\nẤn_Độ B-LOC\nđẹp O\n. O\n\n", "conll"),
        ("Ấn_Độ B-LOC\nđẹp O\n. O\n\n", "phoner"),
        ("Ấn S-LOC\nđẹp O\n. O\n\n", "biluo"),
        ("Ấn\tB-LOC\nđộ\tL-LOC\n.\tO\n\n", "biluo"),
        ("Ấn x B-LOC\nđộ x I-LOC\n. x O\n\n", "conll"),
        ("Máu O\nMáu A\nMáu B\n", None),
        ("Nhóm O\nNhóm O\nNhóm O\n", None),
        ("Ấn B-LOC\nđẹp\n. O\n", None),
        ("Hai dòng\nthơ thôi\n", None),
        ("", None),
    ],
)
def test_what_the_columns_say(content: str, format_: str | None) -> None:
    assert kind(content) == format_


def test_an_odd_tag_among_many_does_not_hide_a_format() -> None:
    assert kind("Huế B-LOC\n" * 60 + "Lan PER\n" * 2) == "phoner"
    assert kind("Huế B-LOC\n" * 6 + "Lan PER\n" * 2) is None
