from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark
from annotator.core.model import NewDocument
from annotator.core.text import digest
from annotator.formats.essence import squeezed
from annotator.storage.project import Project
from annotator.workflows.importing import Prepared
from annotator.workflows.importing_texts import KnownTexts, fitted

PIECES = st.sampled_from(["a", "Đà", "e\u0301", "_", " ", "\u00a0", "\r\n", "\n", "\u2028", ".", "😀"])


def layer(*spans: Mark, links: tuple[Link, ...] = ()) -> Annotation:
    return Annotation("Lan", spans=spans, relations=links)


def mark(text: str, start: int, end: int) -> Mark:
    return Mark(start, end, "PER", text[start:end])


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.data())
def test_spans_keep_their_words_where_blanks_differ(text: str, data: st.DataObject) -> None:
    other = "".join(piece + data.draw(st.sampled_from(["", " ", "_", "\n"])) for piece in squeezed(text))
    place = st.integers(0, len(text))
    places = data.draw(st.lists(st.tuples(place, place).filter(lambda pair: pair[0] < pair[1]), max_size=4))
    marks = [mark(text, *each) for each in places]
    found = fitted(AnnotatedDocument("a", text, annotations=(layer(*marks),)), other)
    assert found.text == other
    kept = [squeezed(each.quote) for each in marks if squeezed(each.quote)]
    assert [squeezed(each.quote) for each in found.annotations[0].spans] == kept
    assert all(each.quote == other[each.start : each.end] for each in found.annotations[0].spans)


def test_a_span_that_is_nowhere_goes_with_its_relations() -> None:
    text = "a _ b c"
    spans = mark(text, 0, 1), mark(text, 2, 3), mark(text, 4, 5), mark(text, 6, 7)
    links = Link(0, 1, "x"), Link(3, 2, "y")
    (found,) = fitted(AnnotatedDocument("a", text, annotations=(layer(*spans, links=links),)), "abc").annotations
    assert [(span.start, span.end) for span in found.spans] == [(0, 1), (1, 2), (2, 3)]
    assert [(link.source, link.target, link.label) for link in found.relations] == [(2, 1, "y")]


def test_twins_are_found_among_all_that_is_there_or_on_its_way(project: Project) -> None:
    batch = project.documents.begin_batch("x")
    project.documents.add(batch, [NewDocument("a", "Ở  Huế.", "a")])
    known, ours = KnownTexts(project.store), "Ở\nĐà Nẵng."
    unwritten = {digest(ours): Prepared("b", AnnotatedDocument("b", ours))}
    assert known.twin("Ở Huế .", unwritten) == (digest("Ở  Huế."), "Ở  Huế.")
    assert known.twin("Ở Đà_Nẵng .", unwritten) == (digest(ours), ours)
    assert known.twin("Ở Vinh .", unwritten) is None
    assert known.twin("_ _", unwritten) is None
    later = "Ở Vinh."
    known.add(later, digest(later))
    assert known.twin("Ở Vinh .", {digest(later): Prepared("c", AnnotatedDocument("c", later))}) is not None
