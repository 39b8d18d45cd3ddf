"""The command that says how well one layer, or a suggester, agrees with another layer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from annotator.cli.opening import opened_project
from annotator.cli.output import counted, print_json, print_rows, progress, project_argument, warn
from annotator.cli.scores import score_object
from annotator.core.evaluation import Comparison, Kind, Measure
from annotator.core.model import Annotator, State
from annotator.nlp import suggesters
from annotator.storage.project import Project
from annotator.workflows import evaluating, people
from annotator.workflows.evaluating import Evaluation, Placed, Quoted, Scope

_STATES = [str(state) for state in State]
_ALL = "(all)"
_NOTHING = "(nothing)"
_SCORES = ("measure", "label", "gold", "against", "found", "right", "precision", "recall", "f1")
_ERRORS = ("label", "missing", "extra", "boundary", "other label", "both")
_DIFFERENCES = ("article", "kind", "gold", "gold quote", "against", "against quote", "before", "after")


def _scope_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say what is compared, handed over as one `scope`."""

    @click.option("--state", "states", type=click.Choice(_STATES), multiple=True, help="Only what A has in this state.")
    @click.option("--differences", metavar="N", type=click.IntRange(min=0), default=0, help="List at most N of them.")
    @wraps(command)
    def scoped(*arguments: Any, states: tuple[str, ...], differences: int, **options: Any) -> None:
        command(*arguments, scope=Scope([State(state) for state in states], differences), **options)

    return scoped


@click.command()
@project_argument
@click.option("--gold", metavar="A", default="", help="The layer taken for right; without it the only person's.")
@click.option("--against", metavar="B", default="", help="The layer that is judged.")
@click.option("--suggester", metavar="S", default="", help="Instead of --against: judge this machine as it ships.")
@_scope_options
@click.option("--confusion", is_flag=True, help="Count which label of A stands against which of B.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def evaluate(
    project: str,
    gold: str,
    against: str,
    suggester: str,
    scope: Scope,
    confusion: bool,
    as_json: bool,
) -> None:
    """Judge a layer, or a suggester, by another layer.

    Precision, recall and F1 a label: strict (same range and label), lenient (same label, ranges share a character, one
    to one) and blind (same range, any label); then the errors by kind. Nothing is written.

    Compared are the articles that A has done, when A is a person who has done any; otherwise all articles on which A
    has spans. With --state, those in that state.
    """
    if bool(against) == bool(suggester):
        raise click.UsageError("Give either --against or --suggester", click.get_current_context())
    with opened_project(project, read_only=True) as opened:
        right = people.chosen(opened, gold) or people.only_person(opened)
        found = _evaluated(opened, right, against, suggester, scope)
    judged = against or suggester
    warn(f"Compared {counted(found.comparison.documents, 'article')}: {judged} against {right.name}.")
    _warn_of_gaps(found, judged)
    if as_json:
        print_json(_object(found, right.name, judged, bool(scope.differences), confusion))
    else:
        _print_tables(found, bool(scope.differences), confusion)


def _evaluated(project: Project, gold: Annotator, against: str, suggester: str, scope: Scope) -> Evaluation:
    step = progress("Comparing")
    if suggester:
        return evaluating.against_suggester(project, gold, suggesters.get(suggester), scope, step)
    return evaluating.against_layer(project, gold, project.people.find(against), scope, step)


def _warn_of_gaps(found: Evaluation, judged: str) -> None:
    if found.silent:
        warn(f"{judged} has no span at all on {found.silent:,} of these articles.")
    for label, number in sorted(found.unknown.items()):
        warn(f"{counted(number, 'suggestion')} of {label} were left out: the label set has no such label.")


def _print_tables(found: Evaluation, differences: bool, confusion: bool) -> None:
    print_rows(_SCORES, _score_rows(found), as_json=False)
    click.echo()
    print_rows(_ERRORS, _error_rows(found), as_json=False)
    if confusion:
        click.echo()
        print_rows(("gold", *found.labels, _NOTHING), _matrix(found), as_json=False)
    if differences:
        click.echo()
        print_rows(_DIFFERENCES, [_difference_row(each) for each in found.differences], as_json=False)


def _score_rows(found: Evaluation) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for measure in Measure:
        scores = [(label, found.comparison.score(measure, label)) for label in found.labels]
        for label, score in [*scores, (_ALL, found.comparison.micro(measure))]:
            parts = (f"{100 * part:.1f}" for part in (score.precision, score.recall, score.f1))
            rows.append([measure, label, score.gold, score.against, score.found, score.right, *parts])
    return rows


def _error_rows(found: Evaluation) -> list[list[Any]]:
    errors = found.comparison.errors
    rows: list[list[Any]] = [[label, *(errors[label, kind] for kind in Kind)] for label in found.labels]
    return [*rows, [_ALL, *(found.comparison.count(kind) for kind in Kind)]]


def _matrix(found: Evaluation) -> list[list[Any]]:
    across: list[str | None] = [*found.labels, None]
    return [[one or _NOTHING, *(found.comparison.confusion[one, other] for other in across)] for one in across]


def _difference_row(each: Placed) -> list[Any]:
    cells = [cell for span in (each.gold, each.against) for cell in _span_cells(span)]
    return [each.document, each.kind, *cells, each.before, each.after]


def _span_cells(span: Quoted | None) -> tuple[str, str]:
    return (f"{span.label} {span.start}-{span.end}", span.quote) if span else ("", "")


def _object(found: Evaluation, gold: str, judged: str, differences: bool, confusion: bool) -> dict[str, Any]:
    comparison = found.comparison
    told: dict[str, Any] = {"gold": gold, "against": judged, "documents": comparison.documents}
    told["micro"] = {measure: score_object(comparison.micro(measure)) for measure in Measure}
    for measure in Measure:
        told[measure] = {label: score_object(comparison.score(measure, label)) for label in found.labels}
    told["errors"] = {label: {kind: comparison.errors[label, kind] for kind in Kind} for label in found.labels}
    if confusion:
        told["confusion"] = _confused(comparison, found.labels)
    if differences:
        told["differences"] = [_difference(each) for each in found.differences]
    return told


def _confused(comparison: Comparison, labels: list[str]) -> list[dict[str, Any]]:
    """The cells of the confusion table that are not 0; null stands for no span."""
    across: list[str | None] = [*labels, None]
    cells = [(one, other, comparison.confusion[one, other]) for one in across for other in across]
    return [{"gold": one, "against": other, "spans": spans} for one, other, spans in cells if spans]


def _difference(each: Placed) -> dict[str, Any]:
    spans = {"gold": each.gold and each.gold._asdict(), "against": each.against and each.against._asdict()}
    return {"document": each.document, "kind": each.kind, **spans, "before": each.before, "after": each.after}


COMMANDS = (evaluate,)
