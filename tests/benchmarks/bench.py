"""What the benchmarks share: projects made from the seeds with a fixed seed, and tables with the ratio last."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from annotator.core import edits  # noqa: E402
from annotator.core.ids import new_uid  # noqa: E402
from annotator.core.model import NewDocument, Span  # noqa: E402
from annotator.core.selection import syllables  # noqa: E402
from annotator.storage.project import Project  # noqa: E402
from annotator.workflows.setup import new_project  # noqa: E402

SEED = 20260223


def text_of(characters: int) -> str:
    """A text of about this many code points: the seeds' paragraphs over and over."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    paragraphs = [line for seed in seeds for line in seed.splitlines() if len(line) > 80]
    random.Random(SEED).shuffle(paragraphs)
    parts, length = [], 0
    while length < characters:
        for paragraph in paragraphs:
            parts.append(paragraph)
            length += len(paragraph) + 1
            if length >= characters:
                break
    return "\n".join(parts)


def fill(project: Project, sizes: Sequence[tuple[int, int]], person: str = "Lan") -> list[int]:
    """One document a size, `(characters, spans)`, with that many spans in the person's layer; their numbers."""
    annotator = project.people.ensure(person)
    labels = project.labels.all()
    texts = [text_of(characters) for characters, _ in sizes]
    batch = project.documents.begin_batch("benchmark")
    new = [NewDocument(f"{n}.txt", text, f"Document {n}") for n, text in enumerate(texts)]
    keys = project.documents.add(batch, new)
    row = project.documents.batch(batch) or {}
    project.journal.apply(edits.show_batch(batch, row, {**row, "state": "visible"}, len(keys)), None)
    for key, text, (_, count) in zip(keys, texts, sizes, strict=True):
        words = syllables(text)
        chosen = sorted(random.Random(SEED).sample(range(len(words) - 2), count))
        spans = []
        for n, at in enumerate(chosen):
            start, end = words[at][0], words[at][1]
            spans.append(
                Span(project.store.next_id("span"), new_uid(), key, annotator.id, start, end,
                     labels[n % len(labels)].id, text[start:end])
            )  # fmt: skip
        project.journal.apply(edits.add_spans(spans, labels[0].name), annotator.id)
    return keys


@contextmanager
def home() -> Iterator[Path]:
    """A folder of the application's own for one run, with somebody's name in it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_HOME"] = folder
        Path(folder, "settings.json").write_text('{"person": "Lan", "language": "en"}', "utf-8")
        yield Path(folder)


def make_project(folder: Path, sizes: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
    """A project file with documents of these sizes, closed; its path and their numbers."""
    path = str(folder / "benchmark.annotator")
    project = new_project(path, "Lan")
    keys = fill(project, sizes)
    project.close()
    return path, keys


def cpu_ms(act: Callable[[], object]) -> float:
    """The CPU time of this process for an act, in milliseconds."""
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints rows under headings, figures to the right."""
    texts = [[f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *texts, strict=True)]
    for row in (headings, *texts):
        cells = enumerate(zip(row, widths, strict=True))
        print("  ".join(f"{cell:>{width}}" if n else f"{cell:{width}}" for n, (cell, width) in cells))
