"""Commands that make projects and bring data in and out."""

from __future__ import annotations

import click

from annotator.cli.opening import opened_project
from annotator.cli.output import counted, progress, project_argument, warn
from annotator.core.errors import ProjectError, RefusedError
from annotator.core.messages import sentence
from annotator.core.model import AnnotatorKind
from annotator.core.places import place_here, warning
from annotator.formats.protocol import ReadOptions
from annotator.nlp import suggesters
from annotator.nlp.suggesters import Suggester
from annotator.storage import backup
from annotator.storage.backup import Reason
from annotator.storage.project import Project
from annotator.workflows import importing, learning, setup, suggesting
from annotator.workflows.importing_labels import new_labels


@click.command()
@project_argument
@click.option("--annotator", metavar="NAME", default="", help="Who will annotate.")
def new(project: str, annotator: str) -> None:
    """Make a new, empty project with the default label set."""
    setup.new_project(project, annotator).close()
    click.echo(f"Made {project}.")
    if (found := place_here(project)) is not None:
        warn(sentence(warning(found)))


@click.command("import")
@project_argument
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--format", "format_name", metavar="F", default="", help="Format of the files; told by what they hold.")
@click.option("--annotator", metavar="NAME", default="", help="Whose layer the spans of a one-layer file become.")
@click.option("--kind", type=click.Choice([str(kind) for kind in AnnotatorKind]), default=str(AnnotatorKind.PERSON),
              show_default=True, help="What --annotator is.")  # fmt: skip
@click.option("--text-column", metavar="NAME", default="", help="The column or key with the text, of other tables.")
def import_(project: str, paths: tuple[str, ...], format_name: str, annotator: str, kind: str, text_column: str) -> int:
    """Import files, folders and zip archives.

    What cannot be read is listed and left out; the rest comes in together.
    """
    with opened_project(project) as opened:
        back_up(opened)
        reading = importing.Reading(format_name, annotator, AnnotatorKind(kind), options=ReadOptions(text_column))
        outcome = importing.run(opened, paths, reading, progress("Importing"))
    for problem in (*outcome.problems, *new_labels(outcome.edit)):
        warn(sentence(problem.error))
    articles, annotations = outcome.received
    here = f"; {counted(articles, 'article')} here already received {counted(annotations, 'annotation')}"
    click.echo(f"Imported {counted(outcome.articles, 'article')}{here if articles else ''}.")
    return int(any(not problem.is_notice for problem in outcome.problems))


def back_up(project: Project) -> None:
    """Keeps what is there before much is added; that it cannot be kept is said, and the import goes on."""
    try:
        backup.make_if_needed(project.path, Reason.IMPORT)
    except ProjectError as error:
        if error.code != "backup.failed":
            raise
        warn(sentence(error))


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


COMMANDS = (new, import_, suggest)
