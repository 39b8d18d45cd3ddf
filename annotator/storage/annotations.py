"""Layers: the spans, relations, document labels, answers and states of annotators on documents, and what machines
suggested."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar

from annotator.core.edits import Edit, change
from annotator.core.ids import new_uid
from annotator.core.link_edits import removals, removed_spans, with_relations
from annotator.core.model import (
    Answer,
    AnswerKind,
    Assignment,
    DocumentLabel,
    Origin,
    Record,
    Relation,
    Scope,
    Span,
)
from annotator.core.surfaces import surface
from annotator.storage import rows, tally
from annotator.storage.journal import ASTRAY, check_quotes
from annotator.storage.store import Store

_R = TypeVar("_R", bound=Record)

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_LABELLED = ("span", "relation", "document_label")
_MACHINES = "SELECT id FROM annotator WHERE kind = 'machine'"

Found = tuple[int, int, int, float | None]
"""What a machine suggests: start, end, the label's id, score."""


class Annotations:
    """The layers of one project file. The journal alone writes people's layers, `add_run_spans` machines' ones."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def spans(self, document: int, annotator: int | None = None) -> list[Span]:
        """The spans of a document, of one layer or of all, by position, longer ones first."""
        where = "document = ?" + ("" if annotator is None else " AND annotator = ?")
        values = [document] if annotator is None else [document, annotator]
        return self._spans(where, values)

    def spans_between(self, document: int, annotator: int, start: int, end: int) -> list[Span]:
        """The spans of one layer that share a character with `[start, end)`."""
        where = 'document = ? AND annotator = ? AND start < ? AND "end" > ?'
        return self._spans(where, [document, annotator, end, start])

    def machine_spans(self, document: int) -> list[Span]:
        """The spans that machines suggest for a document, by position."""
        return self._spans(f"document = ? AND annotator IN ({_MACHINES})", [document])

    def machine_spans_between(self, document: int, start: int, end: int) -> list[Span]:
        """The machines' spans that share a character with `[start, end)`."""
        where = f'document = ? AND annotator IN ({_MACHINES}) AND start < ? AND "end" > ?'
        return self._spans(where, [document, end, start])

    def has_more_than(self, document: int, number: int) -> bool:
        """True when all layers of a document hold more spans than this together; counts no further."""
        query = "SELECT 1 FROM span WHERE document = ? LIMIT 1 OFFSET ?"
        return self._store.connection.execute(query, [document, number]).fetchone() is not None

    def relations(self, document: int, annotator: int) -> list[Relation]:
        """The relations of one layer of a document, in the order they came."""
        return self._read(Relation, "relation", "document = ? AND annotator = ? ORDER BY id", [document, annotator])

    def relation_ends(self, document: int, annotator: int) -> list[Span]:
        """The spans of one layer of a document that a relation begins or ends in."""
        ends = "SELECT source FROM relation WHERE document = ?1 AND annotator = ?2"
        ends = f"{ends} UNION {ends.replace('source', 'target')}"
        return self._spans(f"id IN ({ends})", [document, annotator])

    def relations_astray(self, document: int) -> list[Relation]:
        """The relations of a document that are not between two different spans of one layer of it: there are none."""
        where = f"id IN (SELECT r.id FROM relation r WHERE r.document = ? AND {ASTRAY}) ORDER BY id"
        return self._read(Relation, "relation", where, [document])

    def relations_of(self, spans: Iterable[int]) -> list[Relation]:
        """The relations that begin or end in one of these spans, by their ids."""
        wanted = json.dumps(list(spans))
        where = "source IN (SELECT value FROM json_each(?1)) OR target IN (SELECT value FROM json_each(?1)) ORDER BY id"
        return self._read(Relation, "relation", where, [wanted])

    def with_relations(self, edit: Edit) -> Edit:
        """An edit with the relations of the spans it takes away: they go first (see `link_edits.with_relations`)."""
        gone = removed_spans(edit)
        return with_relations(edit, self.relations_of(gone)) if gone else edit

    def span(self, key: int) -> Span | None:
        """The span with this number."""
        found = self._read(Span, "span", "id = ?", [key])
        return found[0] if found else None

    def document_labels(self, document: int, annotator: int) -> list[DocumentLabel]:
        """The labels that an annotator put on a whole document, in the order of the label set."""
        where = "document = ? AND annotator = ? ORDER BY (SELECT position FROM label l WHERE l.id = label), id"
        return self._read(DocumentLabel, "document_label", where, [document, annotator])

    def answers(self, document: int, annotator: int) -> list[Answer]:
        """What a person said to the suggestions of a document."""
        return self._read(Answer, "answer", "document = ? AND annotator = ? ORDER BY id", [document, annotator])

    def assignment(self, document: int, annotator: int) -> Assignment | None:
        """How far a person is with a document; None means new."""
        found = self._read(Assignment, "assignment", "document = ? AND annotator = ?", [document, annotator])
        return found[0] if found else None

    def add_seconds(self, document: int, annotator: int, seconds: float) -> None:
        """Adds to the time a person has worked on a document, once it is begun; not an edit, so it is never undone."""
        with self._store.transaction():
            query = "UPDATE assignment SET seconds = seconds + ? WHERE document = ? AND annotator = ?"
            self._store.connection.execute(query, [seconds, document, annotator])

    def counts(self, document: int, annotator: int) -> tuple[int, int]:
        """The spans and open suggestions of a document for a person, as kept."""
        query = "SELECT spans, suggestions FROM tally WHERE document = ? AND annotator = ?"
        row = self._store.connection.execute(query, [document, annotator]).fetchone()
        return (row[0], row[1]) if row else (0, 0)

    def of_label(self, label: int) -> list[Record]:
        """Everything that carries a label, in any layer: relations, document labels, spans and answers."""
        kinds = (Relation, "relation"), (DocumentLabel, "document_label"), (Span, "span"), (Answer, "answer")
        return [row for kind, table in kinds for row in self._read(kind, table, "label = ? ORDER BY id", [label])]

    def count_of_label(self, label: int) -> int:
        """How many spans, relations and documents carry a label in people's layers."""
        people = "SELECT id FROM annotator WHERE kind != 'machine'"
        counts = " + ".join(
            f'(SELECT count(*) FROM "{table}" WHERE label = ?1 AND annotator IN ({people}))' for table in _LABELLED
        )
        count: int = self._store.connection.execute(f"SELECT {counts}", [label]).fetchone()[0]
        return count

    def begin_run(self, document: int, machine: int) -> None:
        """Empties a machine's layer on a document before it is written anew; not an edit."""
        changes = [change(span, None) for span in self.spans(document, machine)]
        with self._store.transaction(), tally.kept(self._store, changes):
            for table in ("relation", "span", "run"):
                query = f'DELETE FROM "{table}" WHERE document = ? AND annotator = ?'
                self._store.connection.execute(query, [document, machine])

    def reopen_run(self, document: int, machine: int) -> None:
        """Takes back that a machine has been over a document, whose layer stays until it is written anew."""
        with self._store.transaction():
            query = "DELETE FROM run WHERE document = ? AND annotator = ?"
            self._store.connection.execute(query, [document, machine])

    def add_run_spans(
        self, document: int, machine: int, text: str, found: Sequence[Found], attributes: Mapping[str, Any] = _NOTHING
    ) -> list[Span]:
        """Writes what a machine found on a piece of a document, each span with `attributes`; not an edit.

        Left out is what it has already, and what carries a label that was removed while it was at work. A surface that
        a person has rejected with its label in the document is answered so for that person again.
        """
        query = 'SELECT start, "end", label FROM span WHERE document = ? AND annotator = ?'
        known = set(self._store.connection.execute(query, [document, machine]))
        query = "SELECT id FROM label WHERE scope = ?"
        labels = {row[0] for row in self._store.connection.execute(query, [Scope.SPAN])}
        new = [
            Span(self._store.next_id("span"), new_uid(), document, machine, start, end, label, text[start:end], score,
                 Origin.MACHINE, attributes=dict(attributes))
            for start, end, label, score in dict.fromkeys(found)
            if (start, end, label) not in known and label in labels
        ]  # fmt: skip
        answers = self._rejections(document, new, text) if new else []
        changes = [change(None, row) for row in (*new, *answers)]
        if new:
            with self._store.transaction(), tally.kept(self._store, changes):
                check_quotes(self._store, changes)
                self._store.db.table("span").insert_all([span.row() for span in new])
                self._store.db.table("answer").insert_all([answer.row() for answer in answers])
        return new

    def withdraw_rejections(self, undone: Sequence[Answer], text: str) -> list[Answer]:
        """Takes back what runs have rejected because of rejections that one person has just undone; not an edit.

        These answers have higher numbers: what the person rejected later was undone before.
        """
        wrong = {(surface(text[answer.start : answer.end]), answer.label) for answer in undone}
        latest = max(answer.id for answer in undone)
        gone = [
            answer
            for answer in self.answers(undone[0].document, undone[0].annotator)
            if answer.id > latest
            and answer.answer == AnswerKind.REJECTED
            and (surface(text[answer.start : answer.end]), answer.label) in wrong
        ]
        if gone:
            with self._store.transaction(), tally.kept(self._store, [change(answer, None) for answer in gone]):
                self._store.connection.executemany("DELETE FROM answer WHERE id = ?", [(each.id,) for each in gone])
        return gone

    def repeat_rejections(self, document: int, text: str) -> list[Answer]:
        """Rejects what machines suggest by words and label that a person has rejected there already; not an edit."""
        new = self._rejections(document, self.machine_spans(document), text)
        if new:
            with self._store.transaction(), tally.kept(self._store, [change(None, answer) for answer in new]):
                self._store.db.table("answer").insert_all([answer.row() for answer in new])
        return new

    def remove_run_spans(self, spans: Sequence[Span]) -> None:
        """Takes spans out of machines' layers; not an edit."""
        if spans:
            relations = removals(self.relations_of(span.id for span in spans))
            with self._store.transaction(), tally.kept(self._store, [change(span, None) for span in spans]):
                rows.write(self._store, relations)
                self._store.connection.executemany("DELETE FROM span WHERE id = ?", [(span.id,) for span in spans])

    def end_run(self, document: int, machine: int, version: str) -> None:
        """Records that a machine has been over the whole document."""
        with self._store.transaction():
            row = [document, machine, version, datetime.now(UTC).isoformat(timespec="seconds")]
            self._store.connection.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)", row)

    def without_run(self, machine: int, version: str) -> list[int]:
        """The visible documents that this version of a machine has not been over, the shortest first."""
        query = """SELECT id FROM document WHERE removed = 0
        AND batch IN (SELECT id FROM batch WHERE state = 'visible')
        AND id NOT IN (SELECT document FROM run WHERE annotator = ? AND version = ?) ORDER BY length, id"""
        return [row[0] for row in self._store.connection.execute(query, [machine, version])]

    def finished_with_run(self, machine: int, person: int | None = None) -> set[int]:
        """The documents that a person, or anybody, has done and some version of a machine has been over."""
        query = """SELECT DISTINCT run.document FROM run JOIN assignment a ON a.document = run.document
        WHERE run.annotator = ? AND a.state = 'done' AND coalesce(a.annotator = ?, 1)"""
        return {row[0] for row in self._store.connection.execute(query, [machine, person])}

    def _rejections(self, document: int, new: Sequence[Span], text: str) -> list[Answer]:
        """The answers of everybody who has rejected the surface and label of a new span, where there is none yet."""
        given = self._read(Answer, "answer", "document = ? ORDER BY id", [document])
        answered = {(answer.annotator, answer.start, answer.end, answer.label) for answer in given}
        refused: dict[tuple[str, int], set[int]] = {}
        for answer in given:
            if answer.answer == AnswerKind.REJECTED:
                key = (surface(text[answer.start : answer.end]), answer.label)
                refused.setdefault(key, set()).add(answer.annotator)
        triples = [
            (person, span.start, span.end, span.label)
            for span in (new if refused else ())
            for person in refused.get((surface(span.quote), span.label), ())
        ]
        return [
            Answer(self._store.next_id("answer"), document, *triple, AnswerKind.REJECTED)
            for triple in triples
            if triple not in answered
        ]

    def _spans(self, where: str, values: Sequence[object]) -> list[Span]:
        return self._read(Span, "span", f'{where} ORDER BY start, "end" DESC, id', values)

    def _read(self, kind: type[_R], table: str, where: str, values: Sequence[object]) -> list[_R]:
        cursor = self._store.connection.execute(f'SELECT {rows.columns(table)} FROM "{table}" WHERE {where}', values)
        return [kind.from_values(row) for row in cursor]
