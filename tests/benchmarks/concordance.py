"""Listing hits over 10,000 articles, and committing 5,000 spans in one edit: wall and CPU seconds.

The articles are lines of the seeds, shuffled with a fixed seed. The baseline reads every text and looks for a name with
Python's own `in`. Wanted: at most 1 s for a list, 2 s for the edit.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import ROOT, SEED, table

from annotator.app.bulk_acts import BulkActs
from annotator.app.session import Session
from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import NewDocument, Span
from annotator.core.query import Query, of_surface, parse
from annotator.storage import connection as connections
from annotator.storage.concordance import Hit, Scope, search
from annotator.storage.project import Project
from annotator.workflows.setup import new_project

ARTICLES = 10_000
EDITED = 5_000
NAME = "Công đoàn Việt Nam"
_PORTION = 500


def main() -> None:
    """Makes the project, lists hits in several ways, and labels 5,000 of them."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "concordance.annotator"))
        project = new_project(path, "Lan")
        characters = fill(project, articles)
        print(f"{articles:,} articles, {characters:,} characters")
        baseline = measured(lambda: scan(path))
        rows = [("read every text, look for a name with `in`", *baseline, 1.0)]
        scope = Scope(project.people.ensure("Lan").id, {label.name: label.id for label in project.labels.all()})
        for name, query in QUERIES:
            seen: list[Hit] = []
            figures = measured(lambda query=query, seen=seen: seen.extend(listed(path, query, scope)))
            rows.append((f"{name}: {len(seen):,} hits", *figures, figures[0] / baseline[0]))
        chosen = listed(path, parse("tổng bí thư"), scope)
        random.Random(SEED).shuffle(chosen)
        figures = measured(lambda: label_many(project, chosen[:EDITED]))
        rows.append((f"label {EDITED:,} hits in one edit", *figures, figures[0] / baseline[0]))
        table(("", "wall s", "CPU s", "ratio"), rows)
        project.close()


QUERIES: Sequence[tuple[str, Query]] = (
    ("a name, spelled exactly", of_surface(NAME, is_exact=True)),
    ("a name, case and tone placement apart", of_surface(NAME, is_exact=False)),
    ("without diacritics", parse("nguyen phu trong")),
    ("one frequent word", parse("đảng")),
    ("a regular expression", parse(r"/[0-9]+ (?:tỷ|triệu) đồng/")),
    ("label:ORG", parse("label:ORG")),
)


def fill(project: Project, articles: int) -> int:
    """Writes articles of shuffled lines, and ORG spans on the name in some of them; the characters written."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    lines = [line for seed in seeds for line in seed.splitlines() if len(line) > 80]
    size = sum(map(len, lines)) // len(seeds)
    chance = random.Random(SEED)
    person = project.people.ensure("Lan").id
    label = next(label.id for label in project.labels.all() if label.name == "ORG")
    written = 0
    for first in range(0, articles, _PORTION):
        texts = [_article(lines, size, chance, first + n) for n in range(min(_PORTION, articles - first))]
        written += sum(map(len, texts))
        batch = project.documents.begin_batch("benchmark")
        new = [NewDocument(f"{first + n}.txt", text, f"Bài {first + n}") for n, text in enumerate(texts)]
        keys = project.documents.add(batch, new)
        row = project.documents.batch(batch) or {}
        project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
        spans = [
            Span(project.store.next_id("span"), new_uid(), key, person, at, at + len(NAME), label, NAME)
            for key, text in zip(keys, texts, strict=True)
            if (at := text.find(NAME)) >= 0 and chance.random() < 0.5
        ]
        project.journal.apply(edits.add_spans(spans, "ORG"), person)
    return written


def _article(lines: Sequence[str], size: int, chance: random.Random, number: int) -> str:
    parts, length = [f"Bài số {number}"], 0
    while length < size:
        parts.append(chance.choice(lines))
        length += len(parts[-1])
    return "\n".join(parts)


def scan(path: str) -> list[bool]:
    """The baseline: which texts hold the name."""
    connection = connections.reader(path)
    found = [NAME in text for (text,) in connection.execute("SELECT text FROM document")]
    connection.close()
    return found


def listed(path: str, query: Query, scope: Scope) -> list[Hit]:
    """All hits of a query, as the window's background thread reads them."""
    connection = connections.reader(path)
    hits = [hit for portion in search(connection, path, query, scope) for hit in portion.hits]
    connection.close()
    return hits


def label_many(project: Project, hits: Sequence[Hit]) -> None:
    """Labels hits in one edit through the session, as the pages do."""
    session = Session()
    session.project = project
    session.person = project.people.ensure("Lan")
    label = next(label for label in project.labels.all() if label.name == "PER")
    assert BulkActs(session).label([(hit.document, hit.start, hit.end) for hit in hits], label)


def measured(act: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of an act."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
