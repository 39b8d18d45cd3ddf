"""A person's own model, learnt from the articles of one project that this person has finished, and where it is kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import cast

from annotator.core.file_names import safe
from annotator.core.home import home_folder
from annotator.core.line_kinds import HIDDEN
from annotator.core.model import Annotator, AnnotatorKind, Scope, State
from annotator.nlp import learned, learned_files
from annotator.nlp.gold import GoldArticle
from annotator.nlp.learned_files import Outcome
from annotator.nlp.stacking import Base
from annotator.nlp.suggesters import Suggester
from annotator.storage import listing
from annotator.storage.listing import Order
from annotator.storage.project import Project
from annotator.workflows.steps import Step, no_step

MOST, CHARACTERS = 100, 500_000
"""Of more finished articles, or longer ones, those that came last are learnt from: more take long and change little."""

_VISIBLE = re.compile(r"\S")


def learn(project: Project, person: Annotator, folder: Path, base: Base, step: Step = no_step) -> Outcome:
    """Learns from what a person has finished and swaps the new model in when it does better.

    `step` is asked before each article is read. Raises RefusedError("output.failed") when the file cannot be written.
    """
    articles = finished(project, person, step)
    return learned_files.teach(articles, labels(project), path_of(folder, project, person), base)


def personal(project: Project, base: Suggester, folder: Path) -> Suggester:
    """The suggester with the model of the project's only person on top; itself when nothing was learnt.

    Raises RefusedError ("model.damaged", "model.foreign") for a model that cannot be used.
    """
    several = project.people.all(AnnotatorKind.PERSON)
    path = path_of(folder, project, several[0]) if len(several) == 1 else None
    if base.name != learned.Learned.name or path is None or not path.exists():
        return base
    return learned.read(path, cast("Base", base))


def labels(project: Project) -> list[str]:
    """The names of the project's labels for spans."""
    return [label.name for label in project.labels.all(Scope.SPAN)]


def finished(project: Project, person: Annotator, step: Step = no_step) -> list[GoldArticle]:
    """The articles that a person has done, with this person's spans; at most `MOST`, of `CHARACTERS` together.

    Lines that are folded away while reading are blank, unless there is a span in them: nobody looked at them.
    """
    keys = _latest(project, listing.index(project.store.connection, Order(person.id, states=(State.DONE,))))
    names = {label.id: label.name for label in project.labels.all()}
    articles = []
    for done, key in enumerate(keys):
        step(done, len(keys))
        spans = project.annotations.spans(key, person.id)
        ranged = tuple(sorted((span.start, span.end, names[span.label]) for span in spans))
        articles.append(GoldArticle(project.documents.get(key).name, _read_text(project, key, ranged), ranged))
    step(len(keys), len(keys))
    return articles


def _latest(project: Project, keys: Sequence[int]) -> list[int]:
    """The last of these articles that are not too many, without those that have no room any more."""
    kept: list[int] = []
    room = CHARACTERS
    for key in reversed(keys):
        length = project.documents.get(key).length
        if length <= room and len(kept) < MOST:
            kept.append(key)
            room -= length
    return kept[::-1]


def _read_text(project: Project, key: int, spans: tuple[tuple[int, int, str], ...]) -> str:
    """The text of an article without the lines that nobody looked at; all offsets stay."""
    text = project.documents.text(key)
    ends = list(accumulate((end for _, end, _ in spans), max))
    read: list[str] = []
    at = 0
    for line in sorted(project.documents.furniture(key), key=lambda line: line.start):
        before = bisect_left(spans, (line.end,))
        is_used = before > 0 and ends[before - 1] > line.start
        if line.kind in HIDDEN and not is_used:
            read += [text[at : line.start], _VISIBLE.sub(" ", text[line.start : line.end])]
            at = line.end
    return "".join([*read, text[at:]])


def path_of(folder: Path, project: Project, person: Annotator) -> Path:
    """Where a person's model of a project lies, if there is one."""
    return folder / f"{safe(project.uid)}-{person.id}.model"  # the uid may come from anybody


def standard_folder() -> Path:
    """Where the window keeps people's models. Makes nothing."""
    return home_folder() / "learned"
