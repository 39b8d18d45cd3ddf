"""What the consistency check says of annotations that disagree."""

from __future__ import annotations

import string
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.core import consistency
from annotator.core.consistency import Article, Issue, Kind, tidy
from annotator.core.model import Span

PER, LOC, ORG = 1, 2, 3


def span(text: str, words: str, label: int, nth: int = 0, key: int = 0, score: float | None = None) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(key or start + 1, f"u{start}", 1, 1, start, start + len(words), label, words, score)


def issues(*articles: Article) -> dict[Kind, list[Issue]]:
    return consistency.check(lambda: articles)


def only(found: dict[Kind, list[Issue]], kind: Kind) -> list[Issue]:
    """The issues of a kind, after seeing that there are no others."""
    assert all(not rows for other, rows in found.items() if other != kind), found
    return found[kind]


def test_a_surface_with_another_label_goes_to_the_usual_one() -> None:
    text = "Hà Nội mưa. Hà Nội nắng. Hà Nội thắng."
    spans = [span(text, "Hà Nội", label, nth) for nth, label in enumerate((LOC, LOC, ORG))]
    (issue,) = only(issues(Article(1, text, spans, (), ())), Kind.LABELS)
    assert (issue.start, issue.fix.label, issue.agree, issue.differ) == (spans[2].start, LOC, 2, 1)


def test_two_labels_on_one_range_are_meant() -> None:
    text = "Hà Nội mưa. Hà Nội nắng."
    spans = [span(text, "Hà Nội", LOC), span(text, "Hà Nội", LOC, 1), span(text, "Hà Nội", ORG, 1, key=99)]
    assert not any(issues(Article(1, text, spans, (), ())).values())


def test_an_unlabelled_place_of_a_labelled_surface_is_missing_whatever_its_blanks() -> None:
    first, second = "Tô Lâm đến. Tô\xa0Lâm nói.", "Ông Tô Lâm về. Tô Lâmx."
    found = issues(Article(1, first, [span(first, "Tô Lâm", PER)], (), ()), Article(2, second, [], (), ()))
    rows = only(found, Kind.MISSING)
    assert [(row.document, row.start) for row in rows] == [(1, 12), (2, 4)]
    assert all(row.fix.label == PER and row.span is None for row in rows)


def test_a_name_left_almost_everywhere_is_left_on_purpose() -> None:
    text = "Nga " * 9
    assert not any(issues(Article(1, text, [span(text, "Nga", LOC)], (), ())).values())


def test_what_is_folded_is_not_missing() -> None:
    text = "Tô Lâm\nTô Lâm"
    assert not any(issues(Article(1, text, [span(text, "Tô Lâm", PER)], (), [(7, 13)])).values())


def test_other_edges_at_the_same_words_go_to_those_of_the_most() -> None:
    text = "Bộ Công an họp. Bộ Công an nói. Bộ Công an làm."
    spans = [span(text, "Bộ Công an", ORG), span(text, "Bộ Công an", ORG, 1), span(text, "Công an", ORG, 2)]
    (issue,) = only(issues(Article(1, text, spans, (), ())), Kind.EDGES)
    assert (issue.span, issue.fix.start, issue.agree, issue.differ) == (spans[2], 32, 2, 1)
    spans = [span(text, "Bộ Công an", ORG), span(text, "Công an", ORG, 1), span(text, "Công an", ORG, 2)]
    (issue,) = only(issues(Article(1, text, spans, (), ())), Kind.EDGES)
    assert (issue.span, issue.fix.start, issue.fix.end) == (spans[0], 3, 10)


def test_a_span_is_never_grown_by_what_stands_beside_others() -> None:
    text = "Tô Lâm nói. Gặp ông Tô Lâm. Thấy ông Tô Lâm."
    spans = [span(text, "Tô Lâm", PER), span(text, "ông Tô", PER), span(text, "ông Tô", PER, 1)]
    assert issues(Article(1, text, spans, (), ()))[Kind.EDGES] == []


def test_names_that_begin_alike_are_found_in_one_look() -> None:
    text = "Nguyễn An, Nguyễn Văn An và Nguyễn Bá. Gặp Nguyễn Bá, Nguyễn An, Nguyễn Văn An, Nguyễn Văn."
    spans = [span(text, words, PER) for words in ("Nguyễn An", "Nguyễn Văn An", "Nguyễn Bá")]
    rows = only(issues(Article(1, text, spans, (), ())), Kind.MISSING)
    assert [text[row.start : row.end] for row in rows] == ["Nguyễn Bá", "Nguyễn An", "Nguyễn Văn An"]


def test_a_longer_name_around_is_another_name() -> None:
    text = "Hà Nội mưa. TP Hà Nội nắng."
    spans = [span(text, "Hà Nội", LOC), span(text, "TP Hà Nội", LOC)]
    assert not any(issues(Article(1, text, spans, (), ())).values())


def test_odd_edges_are_tidied() -> None:
    text = "“Tô Lâm”, (ông) Nguyễn V. nói."
    spans = [span(text, "“Tô Lâm", PER), span(text, "guyễn V.", PER)]
    rows = only(issues(Article(1, text, spans, (), ())), Kind.ODD)
    assert [text[row.fix.start : row.fix.end] for row in rows] == ["Tô Lâm", "Nguyễn V."]


def test_a_certain_machine_is_heard_and_an_uncertain_one_is_not() -> None:
    text = "Hà Nội thắng Hải Phòng."
    spans = [span(text, "Hà Nội", LOC), span(text, "Hải Phòng", LOC)]
    said = [span(text, "Hà Nội", ORG, key=50, score=0.95), span(text, "Hải Phòng", ORG, key=51, score=0.5)]
    (issue,) = only(issues(Article(1, text, spans, said, ())), Kind.MACHINE)
    assert (issue.span, issue.fix.label, issue.agree) == (spans[0], ORG, 95)


@given(st.text(string.punctuation + "“”«» aâĐ1\n\xa0", min_size=1, max_size=30), st.data())
def test_tidying_twice_is_tidying_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = tidy(text, start, end)
    assert 0 <= found[0] <= found[1] <= len(text)
    if found[0] < found[1]:
        assert tidy(text, *found) == found


@given(st.lists(st.sampled_from(["Tô Lâm", "Hà Nội", "ông", "nói", "."]), max_size=30), st.data())
def test_mending_every_issue_of_one_label_set_leaves_no_other_labels(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    spans, at = [], 0
    for number, word in enumerate(words):
        if word[0].isupper() and data.draw(st.booleans()):
            label = data.draw(st.sampled_from([PER, LOC]))
            spans.append(Span(number + 1, f"u{number}", 1, 1, at, at + len(word), label, word))
        at += len(word) + 1
    mended = {span.id: span for span in spans}
    for _ in range(len(spans) + 1):
        rows = issues(Article(1, text, list(mended.values()), (), ()))[Kind.LABELS]
        if not rows:
            return
        assert rows[0].span is not None
        mended[rows[0].span.id] = replace(rows[0].span, label=rows[0].fix.label)
    raise AssertionError("mending goes on for ever")


def test_where_no_label_is_more_usual_every_place_is_shown() -> None:
    text = "Hà Nội mưa. Hà Nội thắng."
    spans = [span(text, "Hà Nội", LOC), span(text, "Hà Nội", ORG, 1)]
    rows = only(issues(Article(1, text, spans, (), ())), Kind.LABELS)
    assert [(row.span, row.fix.label) for row in rows] == [(spans[0], ORG), (spans[1], LOC)]
