"""Counts that lists show, kept by the edit that changes them: spans and open suggestions of a document for a person.

A suggestion is a span of a machine's layer; it is open for a person who has neither answered it nor covered any
character of it with a span of their own, unless it lies in a line that is folded away while reading (a menu, a caption
said again). The same range and label from two machines counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from annotator.core.edits import Change
from annotator.core.line_kinds import HIDDEN
from annotator.core.model import Row
from annotator.storage.stages import QUIET, Stages
from annotator.storage.store import Store

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(HIDDEN))
NOT_FOLDED = f"""coalesce((SELECT f.kind IN ({_KINDS}) AND f."end" >= m."end" FROM furniture f
                  WHERE f.document = m.document AND f.start <= m.start ORDER BY f.start DESC LIMIT 1), 0) = 0"""
"""True of a machine's span `m` that lies in no line that is folded away while reading."""

_UNCOVERED = f"""FROM span m
WHERE m.document = :document AND m.start < :end AND m.start > :start - :longest AND m."end" > :start
  AND m.annotator IN (SELECT id FROM annotator WHERE kind = 'machine')
  AND {NOT_FOLDED}
  AND NOT EXISTS (SELECT 1 FROM span o WHERE o.document = m.document AND o.annotator = :annotator
                  AND o.start < m."end" AND o.start > m.start - :longest AND o."end" > m.start)"""
_ANSWER = """(SELECT 1 FROM answer a WHERE a.document = m.document AND a.annotator = :annotator
                  AND a.start = m.start AND a."end" = m."end" AND a.label = m.label"""
OPEN = f"{_UNCOVERED}\n  AND NOT EXISTS {_ANSWER})"
"""Where the open suggestions of a document come from: the machines' spans `m` over `[:start, :end)` that are open for
`:annotator`. `:longest` is a length that no span of the document exceeds."""
SKIPPED = f"{_UNCOVERED}\n  AND EXISTS {_ANSWER} AND a.answer = 'skipped')"
"""The same for those that this person has skipped and that would be open otherwise."""
_COUNT_OPEN = f"""SELECT count(*) FROM (SELECT DISTINCT m.start, m."end", m.label {OPEN})"""
_SPANS = """
SELECT count(*) FROM span WHERE document = :document AND annotator = :annotator
AND start < :end AND start > :start - :longest AND "end" > :start
"""
_ADD = """
INSERT INTO tally VALUES (:document, :annotator, :spans, :suggestions) ON CONFLICT (document, annotator)
DO UPDATE SET spans = spans + excluded.spans, suggestions = suggestions + excluded.suggestions
"""

Stretch = tuple[int, int, int, int]
"""document, person, and the hull of what changes there, `[start, end)` in code points."""


@contextmanager
def kept(store: Store, changes: Sequence[Change], stages: Stages = QUIET) -> Iterator[None]:
    """Brings the counts up to date with what the body of the `with` writes, inside the caller's transaction.

    Only the hull of the changed ranges is counted before and after, so an edit costs the same in a long document.
    """
    _keep_longest(store, changes)
    stretches = list(_stretches(store, changes))
    before = _counts(store, stretches, stages)
    yield
    after = _counts(store, stretches, stages)
    for stretch, (spans, suggestions), (spans_after, suggestions_after) in zip(stretches, before, after, strict=True):
        _add(store, stretch, spans_after - spans, suggestions_after - suggestions)


def recount(store: Store, document: int, annotator: int) -> tuple[int, int]:
    """The spans and open suggestions of a document for a person, counted from the rows."""
    return _count(store, (document, annotator, 0, 1 << 62))


def start_for_person(store: Store, annotator: int) -> None:
    """The counts of a new person, for whom every suggestion is open."""
    store.connection.execute(
        f"""INSERT INTO tally SELECT document, ?, 0, count(DISTINCT printf('%d %d %d', start, "end", label)) FROM span m
        WHERE annotator IN (SELECT id FROM annotator WHERE kind = 'machine') AND {NOT_FOLDED} GROUP BY document""",
        [annotator],
    )


def _stretches(store: Store, changes: Sequence[Change]) -> Iterator[Stretch]:
    kinds = dict(store.connection.execute("SELECT id, kind FROM annotator").fetchall())
    hulls: dict[tuple[int, int], tuple[int, int]] = {}
    for change in changes:
        if change.table not in ("span", "answer", "furniture"):
            continue
        for row in (change.before, change.after):
            if row is not None:
                for person in _concerned(row, kinds):
                    key = (row["document"], person)
                    start, end = hulls.get(key, (row["start"], row["end"]))
                    hulls[key] = (min(start, row["start"]), max(end, row["end"]))
    for (document, person), (start, end) in hulls.items():
        yield document, person, start, end


def _concerned(row: Row, kinds: dict[int, str]) -> list[int]:
    """Whose counts a row may change: one person's, or everybody's when it is a machine's span or the kind of a line."""
    annotator = row.get("annotator")
    if annotator is None or kinds.get(annotator) == "machine":
        return [key for key, kind in kinds.items() if kind != "machine"]
    return [annotator]


def _counts(store: Store, stretches: Sequence[Stretch], stages: Stages) -> list[tuple[int, int]]:
    stages.begin()
    found = []
    for stretch in stretches:
        found.append(_count(store, stretch))
        stages.reach(len(found), len(stretches))
    return found


def _count(store: Store, stretch: Stretch) -> tuple[int, int]:
    document, annotator, start, end = stretch
    values = {"document": document, "annotator": annotator, "start": start, "end": end}
    values["longest"] = _longest(store, document)
    suggestions = store.connection.execute(_COUNT_OPEN, values).fetchone()[0]
    spans = store.connection.execute(_SPANS, values).fetchone()[0]
    return spans, suggestions


def _longest(store: Store, document: int) -> int:
    """A length that no span of a document exceeds: with it "overlaps" is a range of starts, which the index holds.

    Without it each look for an overlap walks every span from the beginning of the document.
    """
    if document not in store.longest:
        query = 'SELECT coalesce(max("end" - start), 0) FROM span WHERE document = ?'
        store.longest[document] = store.connection.execute(query, [document]).fetchone()[0]
    return store.longest[document]


def _keep_longest(store: Store, changes: Sequence[Change]) -> None:
    for change in changes:
        if change.table == "span" and change.after is not None:
            document, length = change.after["document"], change.after["end"] - change.after["start"]
            if length > _longest(store, document):
                store.longest[document] = length


def _add(store: Store, stretch: Stretch, spans: int, suggestions: int) -> None:
    if spans or suggestions:
        values = {"document": stretch[0], "annotator": stretch[1], "spans": spans, "suggestions": suggestions}
        store.connection.execute(_ADD, values)
