"""The command that learns: from what one person of a project has finished."""

from __future__ import annotations

from typing import Any, cast

import click

from annotator.cli.opening import opened_project
from annotator.cli.output import counted, print_json, print_rows, progress, project_argument, warn
from annotator.cli.scores import score_object
from annotator.core.evaluation import Score
from annotator.core.model import AnnotatorKind
from annotator.nlp import learned_files, suggesters
from annotator.nlp.learned_files import Outcome
from annotator.nlp.learning import FEWEST, Figures, micro
from annotator.nlp.stacking import Base
from annotator.workflows import learning, people

_ALL = "(all)"
_COLUMNS = ("label", "spans", "precision before", "precision", "recall before", "recall", "f1 before", "f1")


@click.command()
@project_argument
@click.option("--annotator", metavar="NAME", default="", help="Whose articles; without it the only person's.")
@click.option("--go-back", is_flag=True, help="Put the previous model in use again instead.")
@click.option("--forget", is_flag=True, help="Remove what was learnt instead.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def train(project: str, annotator: str, go_back: bool, forget: bool, as_json: bool) -> None:
    """Learn from the articles of a project that a person has done.

    A small model is put on top of the suggester that ships. Figures are strict, on the person's own articles, each held
    out from the model that is judged by it. The new model is used from now on, unless it does worse than the
    present one or no better than what ships.
    """
    if go_back and forget:
        raise click.UsageError("Give either --go-back or --forget", click.get_current_context())
    with opened_project(project, read_only=True) as opened:
        person = people.chosen(opened, annotator) or people.only_person(opened)
        if person.kind != AnnotatorKind.PERSON:
            raise click.UsageError(f"{person.name} is not a person", click.get_current_context())
        path = learning.path_of(learning.standard_folder(), opened, person)
        if go_back or forget:
            click.echo(_changed_back(go_back, path))
            return
        base = cast("Base", suggesters.get(suggesters.DEFAULT))
        outcome = learning.learn(opened, person, path.parent, base, progress("Reading"))
    _print(outcome, person.name, as_json)


def _changed_back(go_back: bool, path: Any) -> str:
    if not go_back:
        learned_files.forget(path)
        return "What was learnt is forgotten; the suggester that ships speaks alone."
    if learned_files.go_back(path):
        return "The previous model is in use again."
    return "There is no previous model; nothing was changed."


def _print(outcome: Outcome, name: str, as_json: bool) -> None:
    if as_json:
        print_json(_object(outcome, name))
    elif outcome.articles >= FEWEST:
        print_rows(_COLUMNS, _rows(outcome), as_json=False)
    warn(_told(outcome, name))


def _told(outcome: Outcome, name: str) -> str:
    articles = counted(outcome.articles, "article")
    if outcome.articles < FEWEST:
        return f"{name} has done {articles}; learning needs {FEWEST}, so nothing was changed."
    if outcome.accepted:
        return f"Learnt from {articles} of {name}; the new model is in use."
    return f"Learnt from {articles} of {name}; the new model is no gain, so the present one stays in use."


def _rows(outcome: Outcome) -> list[list[Any]]:
    before, after = _with_all(outcome.before), _with_all(outcome.after)
    labels = [*sorted({*before, *after} - {_ALL}), _ALL]
    return [_row(label, before.get(label, Score()), after.get(label, Score())) for label in labels]


def _row(label: str, before: Score, after: Score) -> list[Any]:
    pairs = [(before.precision, after.precision), (before.recall, after.recall), (before.f1, after.f1)]
    return [label, max(before.gold, after.gold), *(f"{100 * part:.1f}" for pair in pairs for part in pair)]


def _with_all(figures: Figures) -> Figures:
    return {**figures, _ALL: micro(figures)}


def _object(outcome: Outcome, name: str) -> dict[str, Any]:
    told: dict[str, Any] = {"annotator": name, "articles": outcome.articles, "accepted": outcome.accepted}
    for key, figures in (("before", outcome.before), ("after", outcome.after)):
        told[key] = {
            "micro": score_object(micro(figures)),
            "labels": {label: score_object(each) for label, each in figures.items()},
        }
    return told


COMMANDS = (train,)
