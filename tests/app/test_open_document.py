from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.app import open_document
from annotator.app.open_document import OpenDocument
from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.line_kinds import HIDDEN, LineKind
from annotator.core.model import AnnotatorKind, NewDocument, Span
from annotator.storage.project import Project

TEXT = "Menu\n\nTựa bài\nĐoạn văn ở Huế và ở Hà Nội.\nlogo\n" + "chữ " * 400


@pytest.fixture
def document(project: Project) -> OpenDocument:
    """A document with sixty spans of Lan's and sixty suggestions, some under them."""
    batch = project.documents.begin_batch("test")
    lines = ((0, 4, "menu", "rule"), (6, 13, "title", "rule"), (42, 46, "image", "rule"))
    (key,) = project.documents.add(batch, [NewDocument("a.txt", TEXT, "Tựa bài", lines=lines)])
    row = project.documents.batch(batch)
    assert row is not None
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, 1), None)
    person, machine = project.people.ensure("Lan"), project.people.ensure("machine", AnnotatorKind.MACHINE)
    label = project.labels.all()[0].id
    starts = range(50, 50 + 60 * 24, 24)
    spans = [
        Span(project.store.next_id("span"), new_uid(), key, person.id, s, s + 7, label, TEXT[s : s + 7]) for s in starts
    ]
    project.journal.apply(edits.add_spans(spans, "PER"), person.id)
    project.annotations.add_run_spans(key, machine.id, TEXT, [(s + 5, s + 11, label, 0.5) for s in starts[::2]])
    project.annotations.add_run_spans(key, machine.id, TEXT, [(s + 12, s + 15, label, 0.5) for s in starts])
    return OpenDocument(project, project.documents.get(key), person.id)


def opened_again(project: Project, document: OpenDocument) -> OpenDocument:
    return OpenDocument(project, document.document, document.annotator)


@given(place=st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted))
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_stretch_is_the_same_read_or_remembered(project: Project, document: OpenDocument, place: list[int]) -> None:
    whole = document
    whole.read_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(open_document, "ALL_AT_ONCE", 10)
        by_stretches = opened_again(project, document)
    assert by_stretches.spans.between(*place) == whole.spans.between(*place)
    assert by_stretches.machine_spans.between(*place) == whole.machine_spans.between(*place)
    assert by_stretches.suggestions_between(*place) == whole.suggestions_between(*place)


def test_a_suggestion_under_a_span_is_answered(document: OpenDocument) -> None:
    assert len(document.machine_spans.all) == 90
    assert len(document.suggestions) == 60
    for suggestion in document.suggestions:
        assert not document.spans.between(suggestion.start, suggestion.end)


def test_what_a_machine_finds_later_is_open_unless_covered(project: Project, document: OpenDocument) -> None:
    machine = project.people.ensure("machine", AnnotatorKind.MACHINE)
    label = project.labels.all()[1].id
    assert len(document.suggestions) == 60
    new = project.annotations.add_run_spans(document.id, machine.id, TEXT, [(14, 18, label, 0.5), (50, 53, label, 0.5)])
    document.add_machine_spans(new)
    assert document.suggestions[0] == new[0]
    assert new[1] not in document.suggestions
    assert document.suggestions == opened_again(project, document).suggestions


@pytest.mark.parametrize("kind", [AnnotatorKind.PERSON, AnnotatorKind.GOLD, AnnotatorKind.MACHINE])
def test_what_is_imported_is_suggested_when_it_is_a_machines(
    project: Project, document: OpenDocument, kind: AnnotatorKind
) -> None:
    other, before = project.people.ensure("Minh", kind), document.suggestions[:]
    span = Span(project.store.next_id("span"), new_uid(), document.id, other.id, 14, 18, project.labels.all()[0].id,
                TEXT[14:18])  # fmt: skip
    edit = edits.add_spans([span], "PER")
    project.journal.apply(edit, document.annotator)
    document.follow(edit)
    assert document.suggestions == ([span, *before] if kind == AnnotatorKind.MACHINE else before)
    assert document.suggestions == opened_again(project, document).suggestions
    assert document.spans.all == opened_again(project, document).spans.all


def test_lines_are_shown_by_their_kind(document: OpenDocument) -> None:
    assert document.lines[0] == (0, 4)
    assert document.kind(0) == LineKind.MENU
    assert document.kind(6) == LineKind.TITLE
    assert document.kind(14) == LineKind.BODY
    shown = [TEXT[start:end] for start, end in document.shown_lines(raw=False)]
    assert shown[:2] == ["Tựa bài", "Đoạn văn ở Huế và ở Hà Nội."]
    assert LineKind.IMAGE in HIDDEN
    assert document.shown_lines(raw=True) == document.lines


def test_an_edit_of_another_document_changes_nothing(project: Project, document: OpenDocument) -> None:
    before = document.spans.all[:]
    stranger = Span(999, new_uid(), document.id + 1, document.annotator, 0, 3, before[0].label, TEXT[:3])
    document.follow(edits.add_span(stranger, "PER"))
    assert document.spans.all == before
