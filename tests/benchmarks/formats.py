"""Data sets out and in: exports against fetching the same rows, an import against bare inserts, memory while writing.

10,000 articles with 40 spans each, made from `seeds/`. Wanted: JSONL at 0.6 of the rate of fetching the same rows and
`json.dumps` alone, CoNLL by words (as is usual) at 0.5 of tokenising alone, reading back timed apart; importing the
same JSONL at 0.4 of `executemany` of the same rows with the search index, stopped within a second. Baselines are timed
before and after, for the load of a machine changes. `--articles N` makes it smaller.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

from bench import ROOT, SEED, table

from annotator.core.ids import new_uid
from annotator.core.text import digest, folded
from annotator.formats.protocol import Level, WriteOptions
from annotator.nlp.segment import UndertheseaSegmenter
from annotator.storage import data_rows
from annotator.storage.project import Project
from annotator.workflows import exporting, importing
from annotator.workflows.exporting import Request
from annotator.workflows.importing import Prepared
from annotator.workflows.setup import new_project

SPANS = 40
BY_WORDS = 100
"""Articles that are cut into words, which takes a tenth of a second each."""
_PORTION = 100
_PIECE = 20


def main() -> None:
    """Times everything and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.jsonl")
        source.write_text("".join(articles(asked.articles)), encoding="utf-8", newline="")
        rows = [*imports(folder, source, asked.articles), *exports(folder, asked.articles)]
    table(("what", "articles a CPU second", "baseline", "ratio", "wanted"), rows)


def articles(number: int) -> Iterator[str]:
    """Lines of JSONL: pieces of the seeds, 2,000 characters each, with spans over syllables."""
    chance = random.Random(SEED)
    texts = [path.read_bytes().decode() for path in sorted((ROOT / "seeds").glob("*.txt"))]
    for n in range(number):
        text = f"Bài số {n}.\n" + chance.choice(texts)[: 2_000 - 12]
        words = [place for place in range(1, len(text) - 12) if text[place - 1].isspace() and text[place].isalpha()]
        starts = sorted(chance.sample(words, min(SPANS, len(words))))
        spans = [
            {"start": start, "end": end, "label": "PER", "quote": text[start:end]}
            for start in starts
            if (end := _end_of_word(text, start)) > start
        ]
        line = {"name": f"{n}.txt", "title": f"Bài {n}", "text": text, "lines": [], "annotator": "Lan", "spans": spans}
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _end_of_word(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def imports(folder: str, source: Path, number: int) -> list[tuple[object, ...]]:
    """Importing against bare inserts of the same rows; the project of the import is kept for the exports."""
    first, _ = timed(lambda: insert_bare(os.path.join(folder, "bare.db"), source))
    project = new_project(project_path(folder), "Lan")
    took, outcome = timed(lambda: importing.run(project, [str(source)]))
    assert (outcome.articles, outcome.problems) == (number, [])
    project.close()
    again, _ = timed(lambda: insert_bare(os.path.join(folder, "again.db"), source))
    bare = (first + again) / 2
    return [
        ("import JSONL", round(number / took), round(number / bare), bare / took, 0.4),
        ("  stopping it half-way, ms", round(1000 * stopping(folder, source, number)), "", "", "below 1000"),
        ("  longest piece in the window, ms", round(1000 * longest_piece(folder, source)), "", "", ""),
    ]


def stopping(folder: str, source: Path, number: int) -> float:
    """Seconds from the moment at which an import is stopped half-way until nothing of it is left."""
    at = [0.0]

    def stop(done: int, total: int) -> None:
        if done >= number / 2:
            at[0] = time.perf_counter()
            raise KeyboardInterrupt

    with closing(new_project(os.path.join(folder, "stopped.annotator"), "Lan")) as project:
        with suppress(KeyboardInterrupt):
            importing.run(project, [str(source)], step=stop)
        took = time.perf_counter() - at[0]
        assert project.documents.is_empty()
    return took


def longest_piece(folder: str, source: Path) -> float:
    """CPU seconds of the longest of the pieces of 20 articles that the window writes between two events."""
    with closing(new_project(os.path.join(folder, "window.annotator"), "Lan")) as project:
        importer = importing.Importer(project)
        importer.begin("window")
        items = [item for item in islice(importing.prepare([str(source)]), 1000) if isinstance(item, Prepared)]
        pieces = (items[first : first + _PIECE] for first in range(0, len(items), _PIECE))
        return max(timed(lambda: importer.take(piece))[0] for piece in pieces)  # noqa: B023


def project_path(folder: str) -> str:
    """Where the project of this run is."""
    return os.path.join(folder, "p.annotator")


def insert_bare(path: str, source: Path) -> None:
    """The rows of the project's tables, parsed from the file, put in by `executemany` in one transaction."""
    new_project(path, "Lan").close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO batch VALUES (1, 'b', 'x', 'visible', '')")
    documents, spans, words = [], [], []
    for key, line in enumerate(source.read_text(encoding="utf-8").split("\n")[:-1], 1):
        record = json.loads(line)
        text, title = record["text"], record["title"]
        documents.append((key, new_uid(), record["name"], title, digest(text), len(text), title, folded(title), text))
        words.append((key, folded(title), folded(text)))
        for span in record["spans"]:
            spans.append((new_uid(), key, span["start"], span["end"], span["quote"]))
    connection.executemany(
        """INSERT INTO document VALUES (?, ?, 1, ?, ?, ?, ?, NULL, NULL, NULL, NULL, 'vi', '{}', '', 0, ?, '', '', ?,
        ?)""",
        documents,
    )
    connection.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", words)
    connection.executemany(
        """INSERT INTO span (uid, document, annotator, start, "end", label, quote, score, origin, note, attributes)
        VALUES (?, ?, 1, ?, ?, 1, ?, NULL, 'manual', '', '{}')""",
        spans,
    )
    connection.execute("COMMIT")
    connection.close()


def exports(folder: str, number: int) -> Iterator[tuple[object, ...]]:
    """Each kind of export against its baseline, reading back, and the memory that the large ones take."""
    before = peak()
    for name, level in (("jsonl", Level.WORD), ("conll", Level.SYLLABLE)):
        yield from exported(folder, project_path(folder), name, level, number)
    yield "memory while exporting, MB more", round((peak() - before) / 1024), "", "", ""
    few = os.path.join(folder, "few.annotator")
    project = new_project(few, "Lan")
    source = Path(folder, "few.jsonl")
    source.write_text("".join(articles(BY_WORDS)), encoding="utf-8", newline="")
    importing.run(project, [str(source)])
    project.close()
    yield from exported(folder, few, "conll", Level.WORD, BY_WORDS)


def exported(folder: str, path: str, name: str, level: Level, number: int) -> Iterator[tuple[object, ...]]:
    """One export and its reading back; the segmenter has its model loaded in the baseline."""
    segmenter = UndertheseaSegmenter()
    segmenter.words("Hà Nội")
    options = WriteOptions(level=level, segmenter=segmenter)
    first, _ = timed(lambda: fetch_and_dump(path) if name == "jsonl" else tokenise(path, options))
    at = [0.0]

    def step(done: int, total: int) -> None:
        if done * 2 == total:
            at[0] = time.process_time()

    request = Request(path, os.path.join(folder, f"out.{name}"), name, level=level)
    gc.collect()
    start = time.process_time()
    report = exporting.export(request, step, segmenter)
    writing, proving = at[0] - start, time.process_time() - at[0]
    again, _ = timed(lambda: fetch_and_dump(path) if name == "jsonl" else tokenise(path, options))
    alone = (first + again) / 2
    assert report.is_proved
    assert report.spans + sum(loss.is_span for loss in report.losses) == report.total
    what = f"export {name}" + (f" by {level}s" if name != "jsonl" else "")
    wanted = {("jsonl", Level.WORD): 0.6, ("conll", Level.WORD): 0.5}.get((name, level), "")
    yield what, round(number / writing), round(number / alone), alone / writing, wanted
    yield "  reading it back", round(number / proving), "", "", ""


def fetch_and_dump(path: str) -> None:
    """The same rows, each document as one object with its spans, by json.dumps."""
    project = Project.open(path, read_only=True)
    keys = project.documents.ids()
    for first in range(0, len(keys), _PORTION):
        portion = keys[first : first + _PORTION]
        spans = data_rows.of_layers(project.store.connection, "span", portion, [1])
        for row in data_rows.documents(project.store.connection, portion):
            marks = [{"start": s[0], "end": s[1], "label": s[2], "quote": s[3]} for s in spans.get((row[0], 1), ())]
            described = dict(zip(("id", "name", "text", "title", "source", "url", "author", "date"), row, strict=False))
            json.dumps({**described, "spans": marks}, ensure_ascii=False).encode()
    project.close()


def tokenise(path: str, options: WriteOptions) -> None:
    """The tokens of the same texts."""
    project = Project.open(path, read_only=True)
    for key in project.documents.ids():
        options.tokens(project.documents.text(key))
    project.close()


def peak() -> int:
    """The most memory held so far, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and what came of it; nobody pays for what others left behind."""
    gc.collect()
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
