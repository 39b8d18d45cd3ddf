from __future__ import annotations

import pytest

from annotator.core.errors import InputError
from annotator.formats.columns import assembly
from annotator.formats.columns.assembly import Assembly, unjoined, usual_blanks
from annotator.formats.parts.tokens import Placed
from annotator.formats.source import FileSource

SOURCE = FileSource("a.conll")


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Ông nói : “ Đi ! ” .", "Ông nói: “Đi!”."),
        ('Ông " nói " : ( 3 % )', 'Ông "nói": (3%)'),
        ("Huế - Đà_Nẵng , 2 / 9 ...", "Huế - Đà Nẵng, 2 / 9..."),
        ('" " "', '"" "'),
    ],
)
def test_punctuation_stands_where_it_usually_does(tokens: str, text: str) -> None:
    forms = [unjoined(token) for token in tokens.split(" ")]
    assert "".join(form + after for form, after in zip(forms, usual_blanks(forms), strict=True)).rstrip() == text


@pytest.mark.parametrize(
    ("form", "word"), [("Hà_Nội", "Hà Nội"), ("_", "_"), ("a_", "a_"), ("__a", "__a"), ("a__b", "a__b")]
)
def test_only_a_joint_between_syllables_is_a_blank(form: str, word: str) -> None:
    assert unjoined(form) == word


def test_a_span_that_is_there_twice_is_one() -> None:
    made = Assembly()
    made.sentence(["Huế", "đẹp"], [" ", "\n"], [Placed(0, 1, "LOC"), Placed(0, 1, "LOC"), Placed(0, 2, "X")])
    found = made.document("a", SOURCE)
    assert found is not None
    assert found.text == "Huế đẹp"
    assert [(mark.start, mark.end, mark.label, mark.quote) for mark in found.annotations[0].spans] == [
        (0, 3, "LOC", "Huế"),
        (0, 7, "X", "Huế đẹp"),
    ]


def test_no_document_without_text_and_none_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Assembly()
    made.text(" \n")
    assert made.document("a", SOURCE) is None
    monkeypatch.setattr(assembly, "WHOLE", 1)
    with pytest.raises(InputError, match=r"input\.too-large"):
        made.document("a", SOURCE)
