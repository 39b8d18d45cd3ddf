"""The document on screen, in memory: its text, the person's spans and links, the open suggestions, the lines' kinds.

A long document's spans are read by the stretch that is visible until something needs all of them, so that opening one
costs the same as opening a short one. Memory changes only after a commit, from the very edit that was committed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property, partial

from annotator.app.links import Links
from annotator.core.edits import Change, Edit
from annotator.core.layers import SpanIndex
from annotator.core.line_kinds import HIDDEN, LineKind
from annotator.core.model import AnnotatorKind, Answer, Assignment, Document, FurnitureRange, Span, State
from annotator.core.text import line_ranges
from annotator.storage import guard
from annotator.storage.project import Project

ALL_AT_ONCE = 500
"""A layer with more spans than this is read by stretches until something needs all of it."""

Triple = tuple[int, int, int]
"""A suggestion's start, end and label, which is what an answer answers."""


class Layer:
    """One layer of the document: whole in memory, or read by stretches while nobody has asked for all of it."""

    def __init__(self, whole: Callable[[], list[Span]], stretch: Callable[[int, int], list[Span]]) -> None:
        self._whole = whole
        self._stretch = stretch
        self._index: SpanIndex | None = None

    @property
    def all(self) -> list[Span]:
        """Every span, by position, longer ones first."""
        return self.loaded().spans

    def between(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with `[start, end)`."""
        return self._index.between(start, end) if self._index else self._stretch(start, end)

    def replace(self, before: Span | None, after: Span | None) -> None:
        """Follows one committed change; a layer that is not in memory has nothing to follow."""
        if self._index is None:
            return
        if before is not None:
            self._index.remove(before)
        if after is not None:
            self._index.remove(after)  # it may have been read from the file already
            self._index.add(after)

    def loaded(self) -> SpanIndex:
        """The whole layer, read on first asking."""
        if self._index is None:
            self._index = SpanIndex(self._whole())
        return self._index


class OpenDocument:
    """What the window knows of the document it shows, for one person."""

    def __init__(self, project: Project, document: Document, annotator: int) -> None:
        self.document = document
        self.annotator = annotator
        self.text = project.documents.text(document.id)
        self.furniture = {range_.start: range_ for range_ in project.documents.furniture(document.id)}
        self.assignment = project.annotations.assignment(document.id, annotator)
        self._is_guarded = guard.is_guarded(project.store.connection, annotator, document.id)
        self.words: list[tuple[int, int]] | None = None
        """Word ranges of the whole text, once the segmenter has answered."""
        layers, key = project.annotations, document.id
        self.spans = Layer(partial(layers.spans, key, annotator), partial(layers.spans_between, key, annotator))
        self.machine_spans = Layer(partial(layers.machine_spans, key), partial(layers.machine_spans_between, key))
        self._layers: dict[int, Layer | None] = {annotator: self.spans}
        self._machines = partial(project.people.all, AnnotatorKind.MACHINE)
        self.links = Links(layers, key, annotator)
        """The person's relations and document labels."""
        self._read_answers = partial(layers.answers, key, annotator)
        self._suggestions: SpanIndex | None = None
        self._folded: list[tuple[int, int]] | None = None
        if not layers.has_more_than(key, ALL_AT_ONCE):
            self.read_all()

    @property
    def id(self) -> int:
        """The document's number."""
        return self.document.id

    @property
    def state(self) -> str:
        """How far the person is with it."""
        return self.assignment.state if self.assignment else State.NEW

    @property
    def hides_suggestions(self) -> bool:
        """True while the bias guard keeps the suggestions back: until the person has marked the article done."""
        return self._is_guarded and self.state != State.DONE

    def ask_guard(self, project: Project) -> None:
        """The guard may be another: whether suggestions are hidden is found anew."""
        self._is_guarded = guard.is_guarded(project.store.connection, self.annotator, self.id)
        self._suggestions = None

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Every line of the text, without terminators, in code points."""
        return line_ranges(self.text)

    @cached_property
    def answers(self) -> dict[Triple, Answer]:
        """The person's answers by range and label."""
        return {(answer.start, answer.end, answer.label): answer for answer in self._read_answers()}

    @property
    def suggestions(self) -> list[Span]:
        """The suggestions still open, by position; made on first asking, then kept up by what changes."""
        if self._suggestions is None:
            self.spans.loaded()
            self._suggestions = SpanIndex(self._open(self.machine_spans.all))
        return self._suggestions.spans

    def read_all(self) -> None:
        """Brings every span into memory, for the lists that show them all."""
        self.spans.loaded()
        self.machine_spans.loaded()

    def suggestions_between(self, start: int, end: int) -> list[Span]:
        """The open suggestions that share a character with `[start, end)`."""
        if self._suggestions is not None:
            return self._suggestions.between(start, end)
        return self._open(self.machine_spans.between(start, end))

    def kind(self, start: int) -> LineKind:
        """The kind of the line that begins at `start`."""
        range_ = self.furniture.get(start)
        return LineKind(range_.kind) if range_ else LineKind.BODY

    def forget_folds(self) -> None:
        """The kind of a line is another: which lines are folded is found anew."""
        self._folded = None

    def line_at(self, offset: int) -> tuple[int, int] | None:
        """The line that holds a code point offset, its end included."""
        at = bisect_right(self.lines, (offset, len(self.text))) - 1
        return self.lines[at] if at >= 0 and offset <= self.lines[at][1] else None

    def shown_lines(self, raw: bool) -> list[tuple[int, int]]:
        """The lines to show: all of them, or those a reader wants."""
        if raw:
            return self.lines
        hidden = {range_.start for range_ in self.furniture.values() if range_.kind in HIDDEN}
        return [line for line in self.lines if line[0] < line[1] and line[0] not in hidden]

    def follow(self, edit: Edit) -> None:
        """Takes over what a committed edit says of this document."""
        for change in edit.changes:
            row = change.after or change.before or {}
            whose = change.key if change.table == "document" else row.get("document")
            if whose == self.id and change.table in _FOLLOW:
                _FOLLOW[change.table](self, change)
                if change.table in ("span", "answer", "furniture"):
                    self._refresh(change)

    def layer(self, annotator: int) -> Layer | None:
        """Where an annotator's spans are: the person's, or the suggestions; None for other people's."""
        if annotator not in self._layers:
            is_machine = any(each.id == annotator for each in self._machines())
            self._layers[annotator] = self.machine_spans if is_machine else None
        return self._layers[annotator]

    def take_assignment(self, assignment: Assignment) -> None:
        """Takes over how far the person is; with it suggestions may be hidden or show."""
        was_hidden = self.hides_suggestions
        self.assignment = assignment
        if self.hides_suggestions != was_hidden:
            self._suggestions = None

    def add_machine_spans(self, spans: list[Span]) -> None:
        """Takes over what a machine has just written for this document."""
        for span in spans:
            self.machine_spans.replace(None, span)
            self._reopen(span.start, span.end)

    def _refresh(self, change: Change) -> None:
        for row in (change.before, change.after):
            if row is not None:
                self._reopen(row["start"], row["end"])

    def _reopen(self, start: int, end: int) -> None:
        """Looks again at which suggestions over `[start, end)` are open."""
        if self._suggestions is not None:
            for span in self._suggestions.between(start, end):
                self._suggestions.remove(span)
            for span in self._open(self.machine_spans.between(start, end)):
                self._suggestions.add(span)

    def _open(self, found: list[Span]) -> list[Span]:
        if self.hides_suggestions:
            return []
        result: dict[Triple, Span] = {}
        for span in found:
            triple = (span.start, span.end, span.label)
            covered = triple in self.answers or self.spans.between(span.start, span.end)
            if not covered and not self._is_folded(span):
                result.setdefault(triple, span)
        return list(result.values())

    def _is_folded(self, span: Span) -> bool:
        """True when a span lies in a line that is folded away while reading; nobody is asked about it."""
        if self._folded is None:
            hidden = (range_ for range_ in self.furniture.values() if range_.kind in HIDDEN)
            self._folded = sorted((range_.start, range_.end) for range_ in hidden)
        before = bisect_right(self._folded, (span.start, len(self.text))) - 1
        return before >= 0 and span.end <= self._folded[before][1]


def _follow_span(document: OpenDocument, change: Change) -> None:
    before = Span.from_row(change.before) if change.before else None
    after = Span.from_row(change.after) if change.after else None
    whose = after or before
    layer = document.layer(whose.annotator) if whose is not None else None
    if layer is not None:
        layer.replace(before, after)
    if layer is document.spans:
        document.links.follow_span(change)


def _follow_relation(document: OpenDocument, change: Change) -> None:
    document.links.follow_relation(change)


def _follow_document_label(document: OpenDocument, change: Change) -> None:
    document.links.follow_document_label(change)


def _follow_answer(document: OpenDocument, change: Change) -> None:
    row = change.after or change.before or {}
    if row["annotator"] == document.annotator:
        answer = Answer.from_row(row)
        triple = (answer.start, answer.end, answer.label)
        document.answers.pop(triple, None)
        if change.after:
            document.answers[triple] = answer


def _follow_assignment(document: OpenDocument, change: Change) -> None:
    """An assignment that is taken back stays as a new one, for the time that was worked."""
    row = change.after or {**(change.before or {}), "state": State.NEW}
    if row["annotator"] == document.annotator:
        document.take_assignment(Assignment.from_row(row))


def _follow_furniture(document: OpenDocument, change: Change) -> None:
    document.forget_folds()
    if change.before:
        document.furniture.pop(change.before["start"], None)
    if change.after:
        range_ = FurnitureRange.from_row(change.after)
        document.furniture[range_.start] = range_


def _follow_document(document: OpenDocument, change: Change) -> None:
    if change.after:
        document.document = Document.from_row(change.after)


_FOLLOW = {
    "span": _follow_span,
    "relation": _follow_relation,
    "document_label": _follow_document_label,
    "answer": _follow_answer,
    "assignment": _follow_assignment,
    "furniture": _follow_furniture,
    "document": _follow_document,
}
