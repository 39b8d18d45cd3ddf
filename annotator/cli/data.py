"""Commands that make projects and bring data in and out."""

from __future__ import annotations

from collections import Counter

import click

from annotator.cli.opening import opened_project
from annotator.cli.output import counted, progress, project_argument, sentence_of, warn
from annotator.core.errors import RefusedError
from annotator.core.messages import sentence
from annotator.core.model import State
from annotator.formats.protocol import Level, Loss
from annotator.nlp import suggesters
from annotator.nlp.suggesters import Suggester
from annotator.storage.project import Project
from annotator.workflows import exporting, importing, learning, setup, suggesting

_STATES = [str(state) for state in State]


@click.command()
@project_argument
@click.option("--annotator", metavar="NAME", default="", help="Who will annotate.")
def new(project: str, annotator: str) -> None:
    """Make a new, empty project with the default label set."""
    setup.new_project(project, annotator).close()
    click.echo(f"Made {project}.")


@click.command("import")
@project_argument
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--format", "format_name", metavar="F", default="", help="Format of the files; told by their endings.")
@click.option("--annotator", metavar="NAME", default="", help="Whose layer the spans of a one-layer file become.")
def import_(project: str, paths: tuple[str, ...], format_name: str, annotator: str) -> int:
    """Import files and folders.

    What cannot be read is listed and left out; the rest comes in together.
    """
    with opened_project(project) as opened:
        outcome = importing.run(opened, paths, format_name, annotator, progress("Importing"))
    for problem in outcome.problems:
        warn(sentence(problem.error))
    click.echo(f"Imported {counted(outcome.articles, 'article')}.")
    return int(any(not problem.is_notice for problem in outcome.problems))


@click.command()
@project_argument
@click.option("--suggester", "name", metavar="S", default=suggesters.DEFAULT, show_default=True, help="Which machine.")
@click.option("--no-learned", is_flag=True, help="Without what was learnt from the project's only person.")
def suggest(project: str, name: str, no_learned: bool) -> None:
    """Let a machine suggest spans.

    Only articles are taken that this version of it has not been over. Those that somebody has done keep what an
    earlier version suggested.
    """
    with opened_project(project) as opened:
        suggester = suggesters.get(name)
        speaking = suggester if no_learned else _personal(opened, suggester)
        report = suggesting.suggest(opened, speaking, progress("Suggesting"))
    click.echo(
        f"{name} went over {counted(report.documents, 'article')} and suggested {counted(report.spans, 'span')}."
    )
    for label, number in sorted(report.unknown.items()):
        warn(f"{counted(number, 'suggestion')} of {label} were left out: the label set has no such label.")


def _personal(project: Project, suggester: Suggester) -> Suggester:
    """With what was learnt from the project's only person; without it, and a sentence, when it cannot be used."""
    try:
        return learning.personal(project, suggester, learning.standard_folder())
    except RefusedError as error:
        warn(sentence(error))
        return suggester


@click.command()
@project_argument
@click.option("--format", "format_name", metavar="F", required=True, help="Format to write; see `annotator formats`.")
@click.option("--output", metavar="PATH", required=True, help="File to write; one that is there is replaced.")
@click.option("--annotator", metavar="NAME", default="", help="Whose layer; without it the only person's.")
@click.option("--all-layers", is_flag=True, help="Every layer, the label set and all else; JSONL only.")
@click.option("--level", type=click.Choice([str(level) for level in Level]), default=str(Level.WORD),
              show_default=True, help="What a token is in token formats.")  # fmt: skip
@click.option("--state", "states", type=click.Choice(_STATES), multiple=True, help="Only articles in this state.")
def export(
    project: str, format_name: str, output: str, annotator: str, all_layers: bool, level: str, states: tuple[str, ...]
) -> None:
    """Write a data set.

    What the format cannot hold is listed on stderr.
    """
    request = exporting.Request(
        project, output, format_name, annotator, all_layers, Level(level), [State(state) for state in states]
    )
    report = exporting.export(request, progress("Exporting"))
    click.echo(f"Wrote {counted(report.documents, 'article')} with {counted(report.spans, 'span')} to {output}.")
    if report.annotator is None and not all_layers:
        warn(sentence_of("export.nobody", {}))
    _list_losses(report.losses, format_name)


def _list_losses(losses: list[Loss], format_name: str) -> None:
    if not losses:
        return
    reasons = Counter(loss.reason for loss in losses)
    told = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
    what = "span" if all(loss.is_span for loss in losses) else "annotation"
    warn(f"{counted(len(losses), what)} could not be held by {format_name} ({told}):")
    for loss in losses:
        place = f" {loss.start}-{loss.end}" if loss.start < loss.end else ""
        warn(f"  {loss.document}{place} {loss.label}: {loss.reason}")


COMMANDS = (new, import_, suggest, export)
