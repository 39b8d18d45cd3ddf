from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.core.model import NewDocument
from annotator.core.text import digest
from annotator.formats.essence import squeezed
from annotator.formats.protocol import Entry, Loss, WriteOptions
from annotator.storage.project import Project
from annotator.workflows import checking, importing
from annotator.workflows.importing import Prepared, Reading
from annotator.workflows.importing_texts import KnownTexts, fitted
from annotator.workflows.reading import Reader

Write = Callable[[str, str | bytes], str]

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


@pytest.mark.parametrize("sign", ["\u200d", "\u200b", "\ufeff", "\u200f", "\u00ad"])
def test_a_text_that_lost_characters_without_width_is_no_new_one(project: Project, write: Write, sign: str) -> None:
    text = f"{sign}Anh Nam{sign} ở H{sign}uế.\n"
    importing.run(project, [write("a.txt", text)])
    path = write("b.conll", "Anh\tO\nNam\tB-PER\nở\tO\nHuế\tB-LOC\n.\tO\n")
    outcome = importing.run(project, [path], Reading("conll", annotator="Lan"))
    assert (outcome.articles, [problem.error.code for problem in outcome.problems]) == (0, ["import.near"])
    (document,) = Reader(project, project.people.all()).all()
    assert document.text in (text, text.removeprefix("\ufeff"))
    assert [found.quote for found in document.annotations[0].spans] == ["Nam", f"H{sign}uế"]
    assert checking.check(project) == []


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("name", ["tei", "gate", "vlsp2018"])
def test_a_text_with_replaced_characters_goes_on_the_one_with_its_own(
    project: Project, write: Write, name: str, is_there: bool
) -> None:
    text = "Nam < Mai\x01 ở Huế."
    document = AnnotatedDocument("a", text, annotations=(layer(mark(text, 0, 3), mark(text, 6, 9)),))
    format_, options, lost = formats.get(name), WriteOptions(), list[Loss]()
    adapted = format_.adapt(document, options, lost.append)
    assert lost
    pieces = format_.write([adapted], DataSet(), options)
    told = [piece for piece in pieces if not isinstance(piece, Entry)]
    written = [piece if isinstance(piece, bytes) else piece.encode() for piece in told]
    theirs, ours = write("a.x", b"".join(written)), write("b.jsonl", json.dumps({"text": text}))
    if is_there:
        importing.run(project, [ours])
    paths = [theirs] if is_there else [theirs, ours]
    outcome = importing.run(project, paths, Reading(chosen={theirs: name}, default="Lan"))
    assert [problem for problem in outcome.problems if not problem.is_notice] == []
    (found,) = Reader(project, project.people.all()).all()
    assert found.text == text
    spans = {(each.start, each.end, each.quote) for one in found.annotations for each in one.spans}
    assert spans == {(0, 3, "Nam"), (6, 9, "Mai")}
    assert checking.check(project) == []


def test_other_texts_of_the_same_length_stay_apart(project: Project) -> None:
    batch = project.documents.begin_batch("x")
    project.documents.add(batch, [NewDocument("a", "Nam\x01 ở Huế.", "a")])
    known = KnownTexts(project.store)
    assert known.twin("Nam\ufffd ở Huế.", {}, is_exact=True) == (digest("Nam\x01 ở Huế."), "Nam\x01 ở Huế.")
    assert known.twin("Nam\ufffd ở Hué.", {}, is_exact=True) is None
    assert known.twin("Nam. ở Huế.", {}, is_exact=True) is None
