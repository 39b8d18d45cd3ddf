from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.scheme import BILOU, IOB1, IOB2, IOBES, Entities

from annotator.formats.columns import tags
from annotator.formats.parts.tokens import Placed, iob2

LABELS = st.sampled_from(["PER", "LOC", "ĐỊA-DANH"])


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, list[Placed]]:
    """The length of a sentence, and spans in it that do not overlap."""
    found, place = [], 0
    for gap, size, label in draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), LABELS), max_size=5)):
        found.append(Placed(place + gap, place + gap + size, label))
        place += gap + size
    return place + draw(st.integers(0, 2)), found


def read(written: list[str]) -> list[Placed]:
    found = [tags.split(tag) for tag in written]
    assert None not in found
    return tags.decode(each for each in found if each is not None)


@given(spans())
def test_every_scheme_is_decoded_and_read_by_seqeval(made: tuple[int, list[Placed]]) -> None:
    count, found = made
    written = iob2(count, found)
    bioes = [{"L": "E", "U": "S"}.get(tag[0], tag[0]) + tag[1:] for tag in tags.biluo(written)]
    tagged = [(written, IOB2), (tags.iob1(written), IOB1), (tags.biluo(written), BILOU), (bioes, IOBES)]
    for sentence, scheme in tagged:
        assert read(sentence) == found
        theirs = [Placed(each.start, each.end, each.tag) for each in Entities([sentence], scheme).entities[0]]
        assert theirs == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("I-A I-A O", [(0, 2, "A")]),
        ("B-A I-B I-B", [(0, 1, "A"), (1, 3, "B")]),
        ("U-A I-A", [(0, 1, "A"), (1, 2, "A")]),
        ("B-A E-A E-A", [(0, 2, "A"), (2, 3, "A")]),
        ("- _ B-A", [(2, 3, "A")]),
        ("M-A M-A", [(0, 2, "A")]),
    ],
)
def test_what_no_scheme_allows_is_taken_as_it_is_meant(written: str, found: list[tuple[int, int, str]]) -> None:
    assert read(written.split()) == [Placed(*each) for each in found]


@pytest.mark.parametrize("tag", ["PER", "B", "B-", "X-PER", "b-PER", "-PER", "BI-PER", "O-"])
def test_what_is_no_tag(tag: str) -> None:
    assert tags.split(tag) is None
