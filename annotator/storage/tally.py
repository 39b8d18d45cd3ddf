"""Counts that lists show, kept by the edit that changes them: spans and open suggestions of a document for a person.

A suggestion is a span of a machine's layer; it is open for a person who has neither answered it nor covered any
character of it with a span of their own, unless it lies in a line that is folded away while reading (a menu, a caption
said again). The same range and label from two machines counts once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
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


def _over(span: str, start: str, end: str) -> str:
    """True of a span of `:document` that shares a character with `[start, end)`."""
    return f"""{span}.document = :document AND {span}.start < {end} AND {span}.start > {start} - :longest
  AND {span}."end" > {start}"""


_ALONE = """NOT EXISTS (SELECT 1 FROM span o WHERE o.document = m.document AND o.annotator = :annotator
                  AND o.start < m."end" AND o.start > m.start - :longest AND o."end" > m.start)"""
"""True of a machine's span `m` of which `:annotator` has covered no character."""


def _uncovered(source: str, start: str, end: str) -> str:
    """The machines' spans `m` of a source over `[start, end)` of which `:annotator` has covered no character."""
    return f"""FROM {source} WHERE {_over("m", start, end)}
  AND m.annotator IN (SELECT id FROM annotator WHERE kind = 'machine')
  AND {NOT_FOLDED}
  AND {_ALONE}"""


_WANTED = _uncovered("span m", ":start", ":end")
_ANSWER = """(SELECT 1 FROM answer a WHERE a.document = m.document AND a.annotator = :annotator
                  AND a.start = m.start AND a."end" = m."end" AND a.label = m.label"""
OPEN = f"{_WANTED}\n  AND NOT EXISTS {_ANSWER})"
"""Where the open suggestions of a document come from: the machines' spans `m` over `[:start, :end)` that are open for
`:annotator`. `:longest` is a length that no span of the document exceeds."""
SKIPPED = f"{_WANTED}\n  AND EXISTS {_ANSWER} AND a.answer = 'skipped')"
"""The same for those that this person has skipped and that would be open otherwise."""
_TOUCHED = """WITH touched(start, "end") AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(:ranges))"""
_OVER_TOUCHED = _uncovered("touched t CROSS JOIN span m", "t.start", 't."end"')
_COUNT_OPEN = f"""{_TOUCHED} SELECT count(*) FROM (
SELECT DISTINCT m.start, m."end", m.label {_OVER_TOUCHED} AND NOT EXISTS {_ANSWER}))"""
_SPANS = f"""{_TOUCHED} SELECT count(*) FROM touched t CROSS JOIN span o
WHERE o.annotator = :annotator AND {_over("o", "t.start", 't."end"')}"""
_ALL_OPEN = f"""SELECT m.document, count(DISTINCT printf('%d %d %d', m.start, m."end", m.label)) FROM span m
WHERE m.annotator IN (SELECT id FROM annotator WHERE kind = 'machine') AND {NOT_FOLDED} AND {_ALONE}
AND NOT EXISTS {_ANSWER}) GROUP BY m.document"""
_ADD = """
INSERT INTO tally VALUES (:document, :annotator, :spans, :suggestions) ON CONFLICT (document, annotator)
DO UPDATE SET spans = spans + excluded.spans, suggestions = suggestions + excluded.suggestions
"""

Range = tuple[int, int]
Stretch = tuple[int, int, list[Range]]
"""document, person, and the ranges that change there, `[start, end)` in code points, none near another."""


@contextmanager
def kept(store: Store, changes: Sequence[Change], stages: Stages = QUIET) -> Iterator[None]:
    """Brings the counts up to date with what the body of the `with` writes, inside the caller's transaction.

    Only over the changed ranges is counted, before and after, so an edit costs the same in a long document.
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
    return _count(store, (document, annotator, [(0, 1 << 62)]))


def recount_all(store: Store, annotator: int) -> dict[int, tuple[int, int]]:
    """The spans and open suggestions of every document that has any, for a person, counted from the rows at once."""
    connection = store.connection
    longest = connection.execute('SELECT coalesce(max("end" - start), 0) FROM span').fetchone()[0]
    query = "SELECT document, count(*) FROM span WHERE annotator = ? GROUP BY document"
    found = {document: (spans, 0) for document, spans in connection.execute(query, [annotator])}
    for document, suggestions in connection.execute(_ALL_OPEN, {"annotator": annotator, "longest": longest}):
        found[document] = (found.get(document, (0, 0))[0], suggestions)
    return found


def start_for_person(store: Store, annotator: int) -> None:
    """The counts of a new person, for whom every suggestion is open."""
    store.connection.execute(
        f"""INSERT INTO tally SELECT document, ?, 0, count(DISTINCT printf('%d %d %d', start, "end", label)) FROM span m
        WHERE annotator IN (SELECT id FROM annotator WHERE kind = 'machine') AND {NOT_FOLDED} GROUP BY document""",
        [annotator],
    )


def _stretches(store: Store, changes: Sequence[Change]) -> Iterator[Stretch]:
    kinds = dict(store.connection.execute("SELECT id, kind FROM annotator").fetchall())
    touched: dict[tuple[int, int], set[Range]] = {}
    for change in changes:
        if change.table not in ("span", "answer", "furniture"):
            continue
        for row in (change.before, change.after):
            if row is not None:
                for person in _concerned(row, kinds):
                    touched.setdefault((row["document"], person), set()).add((row["start"], row["end"]))
    for (document, person), ranges in touched.items():
        yield document, person, _joined(ranges, _longest(store, document))


def _joined(ranges: Iterable[Range], longest: int) -> list[Range]:
    """Ranges put together where they are as near as a span is long, so that no span is over two of them."""
    found: list[Range] = []
    for range_ in sorted(ranges):
        if found and range_[0] - found[-1][1] <= longest:
            found[-1] = (found[-1][0], max(found[-1][1], range_[1]))
        else:
            found.append(range_)
    return found


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
    document, annotator, ranges = stretch
    longest = _longest(store, document)
    values = {"document": document, "annotator": annotator, "ranges": json.dumps(ranges), "longest": longest}
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
