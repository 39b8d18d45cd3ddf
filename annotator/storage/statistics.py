"""How many spans of each label each annotator has."""

from __future__ import annotations

from typing import NamedTuple

from annotator.storage.store import Store
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
