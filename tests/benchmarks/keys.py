"""Key presses per entity: whole articles annotated in the real window, by keys alone, until the spans are the gold's.

An oracle that knows the gold chooses the keys; each is sent to the window as a key event, a chord counts as one press,
and so does opening the next article. `from nothing` starts without any suggestion, `with suggestions` with those of the
shipped suggester. At the end the project file must hold exactly the gold.

Wanted: at most 2.5 presses per gold entity from nothing and 1.0 with suggestions; a key with 1,000 spans open at most
5 ms of CPU in the median and 16 ms in the 99th percentile.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from bench import ROOT, SEED, cpu_ms, home, make_project, median, percentile, table
from keys_oracle import Oracle
from keys_window import Window

from annotator.core import edits
from annotator.core.model import AnnotatorKind, NewDocument
from annotator.nlp import suggesters
from annotator.storage.project import Project
from annotator.workflows.setup import new_project
from annotator.workflows.suggesting import suggest

GOLD = ROOT / "tests" / "data" / "seeds-gold.jsonl"
PRESSES = 400


class Article(NamedTuple):
    """One text and the spans wanted on it, each `(start, end, label)`."""

    name: str
    text: str
    gold: list[tuple[int, int, str]]


def main() -> None:
    """Annotates the articles twice and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="articles with their spans, one JSON object a line")
    parser.add_argument("--keys", action="store_true", help="print every key press")
    asked = parser.parse_args()
    articles = [read(line) for line in asked.gold.read_text("utf-8").splitlines()]
    spans = sum(len(article.gold) for article in articles)
    rows, presses = [], {}
    for title, is_suggesting in (("from nothing", False), ("with suggestions", True)):
        with home() as folder:
            pressed, times = annotate(folder, articles, is_suggesting, asked.keys)
        presses[title] = sum(pressed.values()) / spans
        rows.append((title, len(articles), spans, sum(pressed.values()), median(times), percentile(times, 0.99),
                     presses[title]))  # fmt: skip
        print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in pressed.most_common(12)))
    print()
    table(("", "articles", "entities", "presses", "median ms", "p99 ms", "presses per entity"), rows)
    print()
    with home() as folder:
        times = with_many_spans(folder)
    print(f"CPU ms per key with 1,000 spans open: median {median(times):.2f}, p99 {percentile(times, 0.99):.2f}")
    for title, figure in presses.items():
        print(f"{title}: {figure:.2f}")


def read(line: str) -> Article:
    """An article of a gold file."""
    record = json.loads(line)
    return Article(record["file"], record["text"], [(start, end, label) for start, end, label in record["spans"]])


def annotate(
    folder: Path, articles: list[Article], is_suggesting: bool, is_telling: bool
) -> tuple[Counter[str], list[float]]:
    """Annotates every article; how often each act was asked for by its key, and the CPU ms of every press."""
    path = str(folder / "keys.annotator")
    make(path, articles, is_suggesting)
    window = Window(path, is_telling)
    gc.freeze()
    keys = window.session.project.documents.ids()
    window.session.open_document(keys[0])
    for number, article in enumerate(articles):
        assert window.session.document.id == keys[number], "the articles are not gone through in order"
        window.settle()
        Oracle(window, article.gold).annotate()
        if number + 1 < len(articles):
            window.press("article.next")
    window.close()
    check(path, articles)
    return window.pressed, window.times


def make(path: str, articles: list[Article], is_suggesting: bool) -> None:
    """A project of the articles, in order, gone over by the suggester or told that it was."""
    project = new_project(path, "Lan")
    new = [NewDocument(article.name, article.text, f"{n:04} {article.name}") for n, article in enumerate(articles)]
    batch = project.documents.begin_batch("benchmark")
    keys = project.documents.add(batch, new)
    row = project.documents.batch(batch) or {}
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    suggester = suggesters.get(suggesters.DEFAULT)
    if is_suggesting:
        suggest(project, suggester)
    machine = project.people.ensure(suggester.name, AnnotatorKind.MACHINE).id
    for key in keys:
        project.annotations.end_run(key, machine, suggester.version)
    project.close()


def check(path: str, articles: list[Article]) -> None:
    """The person's spans in the file are the gold, no more and no less."""
    project = Project.open(path, read_only=True)
    person = project.people.ensure("Lan").id
    names = {label.id: label.name for label in project.labels.all()}
    for key, article in zip(project.documents.ids(), articles, strict=True):
        found = sorted((s.start, s.end, names[s.label]) for s in project.annotations.spans(key, person))
        assert found == sorted(article.gold), article.name
    project.close()


def with_many_spans(folder: Path) -> list[float]:
    """The CPU ms of keys of all kinds in an article with 1,000 spans."""
    path, keys = make_project(folder, ((100_000, 1_000),))
    window = Window(path)
    gc.freeze()
    window.session.open_document(keys[0])
    window.settle()
    acts = ("caret.next-word", "caret.next-sentence", "caret.next-paragraph", "caret.previous-syllable",
            "select.next-word", "select.next-syllable", "select.previous-word", "name.next", "span.next",
            "span.grow-right", "span.shrink-right", "span.cycle",
            "span.label.PER", "span.label.ORG", "span.delete")  # fmt: skip
    dice, times = random.Random(SEED), []
    for _ in range(PRESSES):
        times.append(cpu_ms(lambda: window.press(dice.choice(acts))))
        window.settle()
    window.close()
    return times


if __name__ == "__main__":
    main()
