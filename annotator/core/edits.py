"""Edits as data: a name and the rows it changes, each before and after.

The functions below are the only makers of edits. They compute from values the caller has just read; the journal refuses
the edit when a row is no longer what it was computed from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.core.attributes import fitting
from annotator.core.model import (
    Annotator,
    Answer,
    AnswerKind,
    Assignment,
    Document,
    DocumentLabel,
    FurnitureRange,
    Label,
    Origin,
    Record,
    Relation,
    Row,
    Span,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One row of `table` before and after; None means that the row is absent."""

    table: str
    key: int
    before: Row | None
    after: Row | None

    def inverted(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One named, undoable act. `name` is a code that the window translates; `values` fill the sentence's places."""

    name: str
    changes: tuple[Change, ...]
    document: int | None = None
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def inverted(self) -> Edit:
        """The edit that takes this one back, under the same name."""
        return replace(self, changes=tuple(change.inverted() for change in reversed(self.changes)))

    @property
    def is_bulk(self) -> bool:
        """Whether it changes what is on more than one document."""
        return len(self.documents()) > 1

    def documents(self) -> set[int]:
        """The documents that it changes something on."""
        rows = (row for change in self.changes for row in (change.before, change.after) if row is not None)
        return {row["document"] for row in rows if "document" in row}

    def rows(self, table: str) -> list[Change]:
        """The changes of one table."""
        return [change for change in self.changes if change.table == table]

    def also(self, *others: Edit | None) -> Edit:
        """This edit with the changes of others in the same act."""
        more = tuple(change for other in others if other is not None for change in other.changes)
        return replace(self, changes=self.changes + more)


TABLES: dict[type[Record], str] = {
    Annotator: "annotator",
    Label: "label",
    Span: "span",
    Relation: "relation",
    DocumentLabel: "document_label",
    Answer: "answer",
    Assignment: "assignment",
    FurnitureRange: "furniture",
    Document: "document",
}


def change(before: Record | None, after: Record | None) -> Change:
    """The change from one value to another of the same row; None on either side adds or removes it."""
    value = after if after is not None else before
    if value is None:
        raise ValueError("a change needs a row before or after")
    key: int = value.id  # type: ignore[attr-defined]
    return Change(TABLES[type(value)], key, _row(before), _row(after))


def _row(value: Record | None) -> Row | None:
    return None if value is None else value.row()


def add_span(span: Span, label: str) -> Edit:
    """A new span in a person's layer; `label` is the label's name for the menu."""
    return Edit("span.add", (change(None, span),), span.document, {"label": label, "quote": span.quote})


def add_spans(spans: Sequence[Span], label: str) -> Edit:
    """Many new spans of one label in one act."""
    return Edit("span.add-many", tuple(change(None, span) for span in spans), None, {"label": label, "n": len(spans)})


def remove_span(span: Span) -> Edit:
    """A span taken out of its layer."""
    return Edit("span.delete", (change(span, None),), span.document, {"quote": span.quote})


def relabel_span(span: Span, label: Label) -> Edit:
    """The same range under another label; attributes stay but for those that the label's rules do not permit."""
    after = replace(span, label=label.id, attributes=fitting(label.attributes, span.attributes))
    return Edit("span.relabel", (change(span, after),), span.document, {"label": label.name, "quote": span.quote})


def move_span(span: Span, moved: Span) -> Edit:
    """The same span over another range (see `Span.moved`)."""
    return Edit("span.move", (change(span, moved),), span.document, {"quote": moved.quote})


def note_span(span: Span, note: str) -> Edit:
    """A remark on a span; empty takes it away."""
    return Edit("span.note", (change(span, replace(span, note=note)),), span.document, {"quote": span.quote})


def accept(span: Span, answer: Answer, label: str) -> Edit:
    """A suggestion taken over as `span` of the person's layer, as it is or corrected, with the answer that says so.

    The span that is written has the origin "suggestion".
    """
    name = "suggestion.accept" if answer.answer == AnswerKind.ACCEPTED else "suggestion.correct"
    return Edit(name, _taken_over(span, answer), span.document, {"label": label, "quote": span.quote})


def reject(answer: Answer, quote: str, label: str) -> Edit:
    """A suggestion refused."""
    return Edit("suggestion.reject", (change(None, answer),), answer.document, {"label": label, "quote": quote})


def skip(answer: Answer, quote: str, label: str) -> Edit:
    """A suggestion left for later."""
    return Edit("suggestion.skip", (change(None, answer),), answer.document, {"label": label, "quote": quote})


def reject_same(answers: Sequence[Answer], quote: str, label: str) -> Edit:
    """Several suggestions of the same words and label refused in one act; undoing shows the last one."""
    changes = tuple(change(None, answer) for answer in answers)
    values = {"label": label, "quote": quote, "n": len(answers)}
    return Edit("suggestion.reject-same", changes, answers[0].document, values)


def answering(edit: Edit, given: Iterable[Answer], taken_back: Iterable[Answer] = ()) -> Edit:
    """An edit that also answers other suggestions, and takes back answers that were given."""
    undone = [change(answer, None) for answer in taken_back]
    return replace(edit, changes=(*edit.changes, *undone, *(change(None, answer) for answer in given)))


def accept_all(accepted: Iterable[tuple[Span, Answer]], document: int) -> Edit:
    """Every given suggestion taken over in one act, as `accept` does it."""
    changes = [c for span, answer in accepted for c in _taken_over(span, answer)]
    return Edit("suggestion.accept-all", tuple(changes), document, {"n": len(changes) // 2})


def _taken_over(span: Span, answer: Answer) -> tuple[Change, Change]:
    return change(None, replace(span, origin=str(Origin.SUGGESTION))), change(None, answer)


def set_state(before: Assignment | None, after: Assignment) -> Edit:
    """How far the person is with a document."""
    return Edit("article.state", (change(before, after),), after.document, {"state": after.state})


def set_kind(before: FurnitureRange | None, after: FurnitureRange) -> Edit:
    """The kind of one line, corrected by a person."""
    return Edit("line.kind", (change(before, after),), after.document, {"kind": after.kind})


def change_document(before: Document, after: Document) -> Edit:
    """Title, date, source and author of an article; never its text."""
    return Edit("article.details", (change(before, after),), after.id, {"title": after.title})


def remove_document(document: Document) -> Edit:
    """An article taken out of the project with everything on it; the rows stay, so that it can come back."""
    after = replace(document, removed=1)
    return Edit("article.remove", (change(document, after),), document.id, {"title": document.title})


def rename_annotator(annotator: Annotator, name: str) -> Edit:
    """The same annotator, and so the same layer, under another name."""
    return Edit("annotator.rename", (change(annotator, replace(annotator, name=name)),), None, {"name": name})


def show_batch(batch: int, before: Row, after: Row, articles: int) -> Edit:
    """What an import brought in becomes part of the project."""
    return Edit("import", (Change("batch", batch, before, after),), None, {"n": articles})


def change_labels(changes: Iterable[tuple[Label | None, Label | None]], name: str, **values: Any) -> Edit:
    """Labels added, changed or removed together, under `name` ("label.add", "label.change", "label.load" …)."""
    return Edit(name, tuple(change(before, after) for before, after in changes), None, values)


def remove_label(label: Label, later: Iterable[tuple[Label, Label]], rows: Sequence[Record]) -> Edit:
    """A label removed with the rows that carry it; `later` are the labels that move up.

    Undoing brings the label back before its rows, since inverted changes run in reverse.
    """
    gone = [change(row, None) for row in rows]
    spans = sum(isinstance(row, Span) for row in rows)
    moved = [change(before, after) for before, after in later]
    return Edit("label.remove", (*gone, change(label, None), *moved), None, {"label": label.name, "n": spans})
