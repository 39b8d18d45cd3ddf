from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from annotator.nlp.align import Token
from annotator.nlp.segment import parts, pieces
from annotator.nlp.suggesters import underthesea_ner, validated
from annotator.nlp.suggesters.underthesea_ner import UndertheseaNer, tags

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", SEEDS[:2], ids=lambda path: path.stem)
def test_tags_are_underthesea_s_own(path: Path) -> None:
    from underthesea import ner

    text = read(path)
    for start, end in parts(text):
        expected = ner(text[start:end])
        assert tags([row[0] for row in expected]) == [row[3] for row in expected]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_suggestions_of_an_article_are_clean(path: Path) -> None:
    text = read(path)
    found = UndertheseaNer().suggest(text)
    assert found
    assert validated(text, found) == found
    assert {span.label for span in found} <= {"PER", "ORG", "LOC"}
    by_piece = [
        span._replace(start=start + span.start, end=start + span.end)
        for start, end in sorted(pieces(text, size=800))
        for span in UndertheseaNer().suggest(text[start:end])
    ]
    assert by_piece == found


def test_decomposed_text_has_the_same_suggestions() -> None:
    text = unicodedata.normalize("NFC", read(SEEDS[0]))
    decomposed = unicodedata.normalize("NFD", text)
    found = [(text[span.start : span.end], span.label) for span in UndertheseaNer().suggest(text)]
    again = [(decomposed[span.start : span.end], span.label) for span in UndertheseaNer().suggest(decomposed)]
    assert [(unicodedata.normalize("NFC", quote), label) for quote, label in again] == found


def test_names_are_found_where_they_stand() -> None:
    text = "\nÔng Putin ca ngợi  Liên\u00a0Xô\n"
    found = [(text[span.start : span.end], span.label, span.score) for span in UndertheseaNer().suggest(text)]
    assert found == [("Putin", "PER", None), ("Liên\u00a0Xô", "LOC", None)]


@pytest.mark.parametrize(
    ("entity_tags", "expected"),
    [
        ("B-PER I-PER O B-PER", [(10, 13, "PER"), (16, 17, "PER")]),
        ("B-PER B-PER O O", [(10, 11, "PER"), (12, 13, "PER")]),
        ("I-LOC I-LOC O I-LOC", [(10, 13, "LOC"), (16, 17, "LOC")]),
        ("B-ORG I-LOC I-LOC O", [(10, 11, "ORG"), (12, 15, "LOC")]),
        ("B-MISC I-MISC I-PER O", [(14, 15, "PER")]),
        ("B-PER O I-PER O", [(10, 11, "PER"), (14, 15, "PER")]),
        ("O X B-XYZ I-", []),
    ],
)
def test_tags_are_joined_to_spans(entity_tags: str, expected: list[tuple[int, int, str]]) -> None:
    words = [Token(at, at + 1, "a") for at in range(0, 8, 2)]
    found = underthesea_ner._decoded(words, entity_tags.split(), 10)
    assert [(span.start, span.end, span.label) for span in found] == expected


def test_nothing_is_suggested_in_nothing() -> None:
    assert UndertheseaNer().suggest(" \r\n\u00a0") == []
    assert tags([]) == []
