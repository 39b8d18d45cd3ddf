"""How the machine does on a person's articles, how sure it is, and what the shipped model says of itself.

All of it is work for a job: the project's file, or the model's, is read beside the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from annotator.app.jobs import Job
from annotator.core.assets import asset
from annotator.core.errors import RefusedError
from annotator.core.evaluation import Kind, Measure, Score
from annotator.core.model import Annotator, AnnotatorKind, State
from annotator.storage import statistics
from annotator.storage.project import Project
from annotator.storage.statistics import ScoreCount


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """Strict counts a label of the machine's layer against a person's on `articles` finished ones.

    `boundaries` counts the suggestions of each label that were only cut wrongly.
    """

    person: str = ""
    articles: int = 0
    scores: dict[str, Score] = field(default_factory=dict)
    boundaries: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> Score:
        """The counts of all labels together."""
        return sum(self.scores.values(), Score())


@dataclass(frozen=True, slots=True)
class Certainty:
    """The open suggestions of unfinished articles by label and score in thousandths; None is without a score."""

    counts: tuple[ScoreCount, ...] = ()

    @property
    def all(self) -> int:
        """How many suggestions there are."""
        return sum(each.suggestions for each in self.counts)

    def below(self, threshold: float) -> int:
        """How many of them are less certain than `threshold`, 0 to 1."""
        limit = round(1000 * threshold)
        return sum(each.suggestions for each in self.counts if each.score is not None and each.score < limit)


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the shipped model says of itself; `f1` is in percent, a label, on articles it had not seen."""

    name: str
    version: str
    articles: int | None = None
    f1: dict[str, float] = field(default_factory=dict)
    f1_of_all: float | None = None


def measuring(path: str, person: str) -> Callable[[Job], OwnFigures]:
    """The work of a job: compares the machine's layer with a person's on what this person has finished."""
    return partial(_measure, path, person)


def weighing(path: str, person: str) -> Callable[[Job], Certainty]:
    """The work of a job: how certain the open suggestions of a person are."""
    return partial(_weigh, path, person)


def shipped(_job: Job) -> Shipped:
    """The work of a job: reads what the shipped model says of itself. Raises RefusedError when it cannot be used."""
    from annotator.nlp.suggesters.news import KIND, model

    container = model.read(asset("resources", "models", f"{KIND}.model"), KIND)
    articles, figures = container.manifest.get("articles"), container.manifest.get("figures", {})
    rows: dict[str, Any] = figures.get("labels", {})
    f1 = {label: float(row["f1"]) for label, row in rows.items()}
    of_all = figures.get("all", {}).get("f1")
    return Shipped(KIND, container.digest, articles, f1, of_all)


def _measure(path: str, person: str, job: Job) -> OwnFigures:
    from annotator.nlp import suggesters
    from annotator.workflows import evaluating

    job.report(0, 0)
    project = Project.open(path, read_only=True)
    try:
        gold = _annotator(project, person, AnnotatorKind.PERSON)
        machine = _annotator(project, suggesters.DEFAULT, AnnotatorKind.MACHINE)
        if gold is None or machine is None:
            return OwnFigures(person)
        found = evaluating.against_layer(project, gold, machine, evaluating.Scope([State.DONE]), job.report)
    except RefusedError:  # nothing is finished yet
        return OwnFigures(person)
    finally:
        project.close()
    compared = found.comparison
    scores = {label: compared.score(Measure.STRICT, label) for label in found.labels}
    boundaries = {label: compared.errors[label, Kind.BOUNDARY] for label in found.labels}
    return OwnFigures(person, compared.documents, scores, boundaries)


def _weigh(path: str, person: str, _job: Job) -> Certainty:
    from annotator.nlp import suggesters

    project = Project.open(path, read_only=True)
    try:
        reader = _annotator(project, person, AnnotatorKind.PERSON)
        machine = _annotator(project, suggesters.DEFAULT, AnnotatorKind.MACHINE)
        if reader is None or machine is None:
            return Certainty()
        return Certainty(tuple(statistics.by_score(project.store, machine.id, reader.id)))
    finally:
        project.close()


def _annotator(project: Project, name: str, kind: AnnotatorKind) -> Annotator | None:
    return next((each for each in project.people.all(kind) if each.name == name), None)
