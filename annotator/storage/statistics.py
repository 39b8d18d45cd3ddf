"""How many spans of each label each annotator has, and how sure a machine is of what it suggests."""

from __future__ import annotations

from typing import NamedTuple

from annotator.storage import guard
from annotator.storage.store import Store
from annotator.storage.tally import NOT_FOLDED
from annotator.storage.visible import VISIBLE


class LabelCount(NamedTuple):
    """The spans of one label in one layer, and in how many articles they are."""

    annotator: str
    kind: str
    label: str
    spans: int
    articles: int


def by_label(store: Store) -> list[LabelCount]:
    """The counts of every layer and label that has any, people first, labels in the order of the set."""
    query = f"""SELECT a.name, a.kind, l.name, count(*), count(DISTINCT s.document) FROM span s
    JOIN annotator a ON a.id = s.annotator JOIN label l ON l.id = s.label
    WHERE s.document IN (SELECT id FROM document WHERE {VISIBLE})
    GROUP BY a.id, l.id ORDER BY a.kind = 'machine', a.id, l.position, l.id"""
    return [LabelCount(*row) for row in store.connection.execute(query)]


class ScoreCount(NamedTuple):
    """How many open suggestions of one label have one score, in thousandths; None is a machine that does not say."""

    label: str
    score: int | None
    suggestions: int


def by_score(store: Store, machine: int, person: int) -> list[ScoreCount]:
    """The machine's suggestions that are open for a person in articles this person has not finished."""
    query = f"""SELECT l.name, CAST(round(1000 * m.score) AS INTEGER), count(*) FROM span m
    JOIN label l ON l.id = m.label
    WHERE m.annotator = :machine AND m.document IN (SELECT id FROM document WHERE {VISIBLE})
      AND m.document NOT IN (SELECT document FROM assignment WHERE annotator = :person AND state = 'done')
      AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.document = m.document AND a.annotator = :person
                      AND a.start = m.start AND a."end" = m."end" AND a.label = m.label)
      AND NOT EXISTS (SELECT 1 FROM span o WHERE o.document = m.document AND o.annotator = :person
                      AND o.start < m."end" AND o."end" > m.start)
      AND {NOT_FOLDED}
      AND m.document NOT IN ({guard.hidden(store.connection, person)})
    GROUP BY 1, 2 ORDER BY 1, 2"""
    return [ScoreCount(*row) for row in store.connection.execute(query, {"machine": machine, "person": person})]
