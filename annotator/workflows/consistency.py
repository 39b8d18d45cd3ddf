"""The consistency check over a project: what one person's annotations in all begun articles say against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotator.core import consistency
from annotator.core.consistency import Article, Issue, Kind
from annotator.core.line_kinds import HIDDEN
from annotator.core.model import State
from annotator.core.surfaces import surface
from annotator.storage import guard, listing
from annotator.storage.concordance import around
from annotator.storage.listing import Order
from annotator.storage.project import Project
from annotator.workflows.steps import Step, no_step

_BEGUN = (State.IN_PROGRESS, State.DONE)


def check(project: Project, person: int, step: Step = no_step) -> dict[Kind, list[Issue]]:
    """Compares the spans of a person in the articles that are in progress or done; only reads.

    Machines are heard where the person has not answered them, in finished articles alone where suggestions are hidden
    until then.
    """
    keys = list(listing.index(project.store.connection, Order(person, states=_BEGUN)))
    passed = 0

    def articles() -> Iterator[Article]:
        nonlocal passed
        for key in keys:
            step(passed, 2 * len(keys))
            passed += 1
            yield _article(project, key, person)

    return consistency.check(articles)


def _article(project: Project, key: int, person: int) -> Article:
    layers = project.annotations
    answered = {(answer.start, answer.end, answer.label) for answer in layers.answers(key, person)}
    is_hidden = guard.hides(project.store.connection, person, key)
    machines = [] if is_hidden else layers.machine_spans(key)
    said = [span for span in machines if (span.start, span.end, span.label) not in answered]
    lines = [(line.start, line.end) for line in project.documents.furniture(key) if line.kind in HIDDEN]
    return Article(key, project.documents.text(key), layers.spans(key, person), said, lines)


class Placed(NamedTuple):
    """An issue as a list shows it: the article's title, the words it is on with what is around them, and the words
    that the fix takes."""

    issue: Issue
    article: str
    left: str
    quote: str
    right: str
    fixed: str


def placed(project: Project, found: dict[Kind, list[Issue]]) -> list[Placed]:
    """The issues of all kinds, kind by kind, each with its words."""
    issues = [issue for rows in found.values() for issue in rows]
    result: dict[int, Placed] = {}
    for number in sorted(range(len(issues)), key=lambda number: issues[number].document):
        issue = issues[number]
        document, text = project.documents.get(issue.document), project.documents.text(issue.document)
        left, right = around(text, issue.start, issue.end)
        words = (surface(text[start:end]) for start, end in ((issue.start, issue.end), issue.fix[:2]))
        title = " ".join(document.title.split()) or document.name
        result[number] = Placed(issue, title, left, next(words), right, next(words))
    return [result[number] for number in range(len(issues))]
