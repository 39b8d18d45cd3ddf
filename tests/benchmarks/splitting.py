"""Planning and keeping a split of 10,000 articles of 2,000 characters: wall and CPU seconds.

The articles are pieces of four syllables of the seeds in an order of their own, drawn with a fixed seed; every tenth is
another one with a paragraph added, and 200 sources have 365 days. The baseline folds the same texts and does nothing
else. Wanted: at most 10 s of CPU for all of it.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import ROOT, SEED, table

from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import NewDocument, Span
from annotator.core.near_duplicates import sketch
from annotator.core.text import folded
from annotator.storage.project import Project
from annotator.workflows import splitting
from annotator.workflows.setup import new_project
from annotator.workflows.splitting import SplitPlan

ARTICLES = 10_000
CHARACTERS = 2_000
SHARES = (80, 10, 10)
_PIECE = 4
_PORTION = 500
_SPANS = 10


def main() -> None:
    """Makes the project, plans its split in one go and in pieces, and keeps it."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    texts = texts_of(articles)
    with tempfile.TemporaryDirectory() as folder:
        project = new_project(str(Path(folder, "splitting.annotator")), "Lan")
        fill(project, texts)
        baseline = measured(lambda: [folded(text) for text in texts])
        sketching = measured(lambda: [sketch(text) for text in texts])
        planned: list[SplitPlan] = []
        planning = measured(lambda: planned.append(splitting.plan(project, SHARES, SEED)))
        keeping = measured(lambda: splitting.keep(project, planned[0]))
        project.close()
    [plan] = planned
    print(f"{articles:,} articles, {sum(map(len, texts)):,} characters, {plan.groups:,} groups, {plan.largest} in one,")
    print(f"{plan.near_duplicates:,} near-duplicates, {plan.same_day:,} of one source and day")
    table(("part", "articles", "spans"), [(row.part, row.articles, row.spans) for row in plan.rows if row.part])
    rows = {"fold the texts": baseline, "sketch them": sketching, "plan the split": planning, "keep it": keeping}
    table(("", "wall s", "CPU s", "ratio"), [(name, *took, took[1] / baseline[1]) for name, took in rows.items()])


def texts_of(articles: int) -> list[str]:
    """Texts that share hardly a shingle, but for every tenth."""
    chance = random.Random(SEED)
    words = [word for path in sorted((ROOT / "seeds").glob("*.txt")) for word in path.read_text("utf-8").split()]
    texts: list[str] = []
    for number in range(articles):
        if texts and number % 10 == 0:
            texts.append(f"{texts[chance.randrange(len(texts))]}\n{_text(words, CHARACTERS // 10, chance)}")
        else:
            texts.append(_text(words, CHARACTERS, chance))
    return texts


def _text(words: list[str], characters: int, chance: random.Random) -> str:
    pieces: list[str] = []
    length = 0
    while length < characters:
        at = chance.randrange(len(words) - _PIECE)
        pieces.append(" ".join(words[at : at + _PIECE]))
        length += len(pieces[-1]) + 1
    return " ".join(pieces)


def fill(project: Project, texts: list[str]) -> None:
    """Writes articles with sources, days and ten spans each."""
    chance = random.Random(SEED)
    person, labels = project.people.ensure("Lan").id, project.labels.all()
    for first in range(0, len(texts), _PORTION):
        batch = project.documents.begin_batch("benchmark")
        new = [
            NewDocument(f"{first + n}.txt", text, "", source=f"Báo {chance.randrange(200)}",
                        published=f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}")
            for n, text in enumerate(texts[first : first + _PORTION])
        ]  # fmt: skip
        keys = project.documents.add(batch, new)
        row = project.documents.batch(batch) or {}
        project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
        spans = [
            Span(project.store.next_id("span"), new_uid(), key, person, at, at + 5, chance.choice(labels[:8]).id,
                 document.text[at : at + 5])
            for key, document in zip(keys, new, strict=True) for at in range(0, 10 * _SPANS, 10)
        ]  # fmt: skip
        project.journal.apply(edits.add_spans(spans, labels[0].name), person)


def measured(act: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of an act."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main()
