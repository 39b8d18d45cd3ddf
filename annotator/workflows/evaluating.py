"""How well a layer or a suggester agrees with a layer, or with a gold file, that is taken for right. Only reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.core.errors import RefusedError
from annotator.core.evaluation import Comparison, Kind, Ranged
from annotator.core.line_kinds import HIDDEN
from annotator.core.model import Annotator, AnnotatorKind, State
from annotator.core.model import Scope as LabelScope
from annotator.nlp.suggesters import Suggester, validated
from annotator.storage import listing
from annotator.storage.listing import Order
from annotator.storage.project import Project
from annotator.workflows.steps import Step, no_step

CONTEXT = 40
"""Code points of context at each side of a difference."""

_BLANKS = re.compile(r"\s+")


class Quoted(NamedTuple):
    """A span `[start, end)` in code points, with its label and the text it covers."""

    start: int
    end: int
    label: str
    quote: str


class Placed(NamedTuple):
    """A difference in its article; `before` and `after` are up to `CONTEXT` code points around it, in one line."""

    document: str
    kind: Kind
    gold: Quoted | None
    against: Quoted | None
    before: str
    after: str


@dataclass(slots=True)
class Evaluation:
    """What a comparison gave.

    `labels` are those that occur, in the order of the label set. `silent` counts the articles on which gold has spans
    and the other layer none; `unknown` the suggestions by labels that the label set does not have, which were left out.
    """

    comparison: Comparison = field(default_factory=Comparison)
    labels: list[str] = field(default_factory=list)
    differences: list[Placed] = field(default_factory=list)
    silent: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


class _Article(NamedTuple):
    name: str
    text: str
    gold: list[Ranged]
    against: list[Ranged]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared: articles in which `states` of gold's, and how many differences are kept (None: all).

    Without states these are the articles that gold's annotator has done, when that is a person who has done any, and
    otherwise all articles on which gold has spans.
    """

    states: Sequence[State] = ()
    differences: int | None = 0


def against_layer(
    project: Project, gold: Annotator, other: Annotator, scope: Scope, step: Step = no_step
) -> Evaluation:
    """Compares two layers. Raises RefusedError("evaluation.nothing") when gold has no article to compare."""
    layer = _layer(project, other)
    is_machine = other.kind == AnnotatorKind.MACHINE
    return _in_project(project, gold, lambda key, _text: layer(key), is_machine, scope, step)


def against_suggester(
    project: Project, gold: Annotator, suggester: Suggester, scope: Scope, step: Step = no_step
) -> Evaluation:
    """Lets a suggester over the articles, writing nothing, and compares what it says with a layer.

    As in a run, labels that the label set does not have are left out. Raises RefusedError("evaluation.nothing").
    """
    known = {label.name for label in project.labels.all(LabelScope.SPAN)}
    unknown: Counter[str] = Counter()

    def suggested(_key: int, text: str) -> list[Ranged]:
        found = _suggested(suggester, text)
        unknown.update(label for _, _, label in found if label not in known)
        return [span for span in found if span[2] in known]

    found = _in_project(project, gold, suggested, True, scope, step)
    found.unknown = unknown
    return found


def compared(project: Project, gold: Annotator, states: Sequence[State] = ()) -> list[int]:
    """The visible articles that a comparison with gold takes, in the order they came; the rule is `Scope`'s."""
    connection = project.store.connection
    if states:
        return list(listing.index(connection, Order(gold.id, states=tuple(states))))
    if gold.kind == AnnotatorKind.PERSON:
        done = list(listing.index(connection, Order(gold.id, states=(State.DONE,))))
        if done:
            return done
    return [key for key in project.documents.ids() if project.annotations.spans(key, gold.id)]


def _in_project(
    project: Project, gold: Annotator, other: Callable[[int, str], list[Ranged]], is_machine: bool, scope: Scope,
    step: Step,
) -> Evaluation:  # fmt: skip
    keys = compared(project, gold, scope.states)
    if not keys:
        raise RefusedError("evaluation.nothing", name=gold.name)

    layer = _layer(project, gold)

    def articles() -> Iterator[_Article]:
        for key in keys:
            text = project.documents.text(key)
            right, said = layer(key), other(key, text)
            said = asked(project, key, right, said) if is_machine else said
            yield _Article(project.documents.get(key).name, text, right, said)

    found = _evaluated(articles(), len(keys), scope.differences, step)
    occurring = set(found.comparison.labels())
    found.labels = [label.name for label in project.labels.all(LabelScope.SPAN) if label.name in occurring]
    return found


def asked(project: Project, key: int, gold: list[Ranged], said: list[Ranged]) -> list[Ranged]:
    """What a machine said where somebody looked: not in lines that are folded away and hold no span of gold's."""
    folded = [(line.start, line.end) for line in project.documents.furniture(key) if line.kind in HIDDEN]
    unread = [line for line in folded if not any(start < line[1] and line[0] < end for start, end, _ in gold)]
    return [span for span in said if not any(start <= span[0] and span[1] <= end for start, end in unread)]


def _layer(project: Project, annotator: Annotator) -> Callable[[int], list[Ranged]]:
    """Gives a function that reads the layer on the document of a number."""
    names = {label.id: label.name for label in project.labels.all()}

    def read(key: int) -> list[Ranged]:
        return [(span.start, span.end, names[span.label]) for span in project.annotations.spans(key, annotator.id)]

    return read


def _suggested(suggester: Suggester, text: str) -> list[Ranged]:
    return [(span.start, span.end, span.label) for span in validated(text, suggester.suggest(text))]


def _evaluated(articles: Iterable[_Article], total: int, most: int | None, step: Step) -> Evaluation:
    found = Evaluation()
    step(0, total)
    for article in articles:
        different = found.comparison.add(article.gold, article.against)
        found.silent += bool(article.gold and not article.against)
        room = len(different) if most is None else most - len(found.differences)
        for each in different[:room]:
            gold, against = _quoted(article.text, each.gold), _quoted(article.text, each.against)
            found.differences.append(
                Placed(article.name, each.kind, gold, against, *_around(article.text, *each.place))
            )
        step(found.comparison.documents, total)
    return found


def _quoted(text: str, span: Ranged | None) -> Quoted | None:
    return Quoted(*span, text[span[0] : span[1]]) if span else None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return _BLANKS.sub(" ", before), _BLANKS.sub(" ", after)
