"""What the guarded articles of a person say of a machine, held against those where its suggestions were seen.

On a guarded article counts what the person had when it was first marked done, before any suggestion showed; on the
others, which are finished too, what stands there now. Only reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotator.core.evaluation import Comparison, Measure, Ranged, Score
from annotator.core.guard import Place
from annotator.core.guard_figures import Evidence, GuardFigures
from annotator.core.model import Annotator, Scope
from annotator.core.surfaces import surface
from annotator.storage import guard, guard_history
from annotator.storage.project import Project
from annotator.workflows.evaluating import asked
from annotator.workflows.steps import Step, no_step

_MOST = 20
"""Pieces of evidence shown."""

Said = tuple[str, str]
"""A surface and the label it was given."""


def figures(project: Project, person: Annotator, machine: Annotator | None, step: Step = no_step) -> GuardFigures:
    """The figures of a person's finished articles; without a machine only what is guarded."""
    connection = project.store.connection
    share = guard.share(connection)
    hidden = guard.count_hidden(connection, person.id)
    finished = guard_history.finished(connection, person.id)
    kept = [each for each in finished if each.is_guarded]
    others = [each.document for each in finished if not each.is_guarded]
    if machine is None:
        return GuardFigures(share, len(kept), len(others), hidden)
    judge = _Judge(project, machine, len(finished), step)
    unaided = guard_history.unaided(connection, person.id, kept)
    guarded = judge.score(unaided.items())
    mistakes = judge.mistakes()
    evidence = _evidence(project, person, list(unaided), mistakes)
    layers = ((key, _layer(project, key, person)) for key in others)
    return GuardFigures(share, len(kept), len(others), hidden, guarded, judge.score(layers), evidence)


class _Judge:
    """Compares a machine's layer with what a person said, article by article."""

    def __init__(self, project: Project, machine: Annotator, total: int, step: Step) -> None:
        self._project = project
        self._machine = machine
        self._labels = {label.id: label.name for label in project.labels.all(Scope.SPAN)}
        self._total, self._step, self._done = total, step, 0
        self._right: set[Said] = set()
        self._wrong: set[Said] = set()

    def score(self, articles: Iterable[tuple[int, set[Place]]]) -> Score:
        """The strict counts over articles with the person's spans on them."""
        comparison = Comparison()
        for key, places in articles:
            gold = self._named(places)
            said = asked(self._project, key, gold, self._named(_layer(self._project, key, self._machine)))
            comparison.add(gold, said)
            self._remember(key, set(gold), said)
            self._done += 1
            self._step(self._done, self._total)
        return comparison.micro(Measure.STRICT)

    def mistakes(self) -> set[Said]:
        """What the machine said in the articles so far, and the person nowhere in them."""
        return self._wrong - self._right

    def _named(self, places: Iterable[Place]) -> list[Ranged]:
        return [(start, end, self._labels[label]) for start, end, label in places if label in self._labels]

    def _remember(self, key: int, gold: set[Ranged], said: list[Ranged]) -> None:
        text = self._project.documents.text(key)
        self._right.update((surface(text[start:end]), label) for start, end, label in gold)
        self._wrong.update((surface(text[start:end]), label) for start, end, label in set(said) - gold)


def _layer(project: Project, document: int, annotator: Annotator) -> set[Place]:
    return {(span.start, span.end, span.label) for span in project.annotations.spans(document, annotator.id)}


def _evidence(project: Project, person: Annotator, guarded: list[int], mistakes: set[Said]) -> list[Evidence]:
    """How often the mistakes were accepted as they were in other articles, the most frequent first."""
    kept = set(guarded)
    accepted: Counter[Said] = Counter()
    for document, quote, label in guard_history.accepted(project.store.connection, person.id):
        said = (surface(quote), label)
        if said in mistakes and document not in kept:
            accepted[said] += 1
    return [Evidence(*said, times) for said, times in accepted.most_common(_MOST)]
