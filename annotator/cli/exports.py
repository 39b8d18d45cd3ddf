"""The command that writes data sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from annotator.cli.output import counted, json_option, print_json, progress, project_argument, sentence_of, warn
from annotator.cli.splits import show_split
from annotator.core.model import State
from annotator.core.shares import LARGEST_SEED, Recipe
from annotator.formats.fitting import Choices, Overlap
from annotator.formats.protocol import KNOWN, Holds, Level, Loss
from annotator.workflows import exporting, splitting
from annotator.workflows.exporting import Report, Request
from annotator.workflows.selection import Selection

_WIDEN = "widen"
_KNOWN = {
    Holds.HEADING: "Title, source and date",
    Holds.META: "Other details from imported files",
    Holds.LINES: "Lines folded or unfolded by hand",
    Holds.STATES: "States and times of work",
    Holds.ANSWERS: "Answers to suggestions",
    Holds.SCORES: "Scores of spans",
    Holds.ORIGINS: "Origins of spans",
}
_ON_OVERLAP = [_WIDEN, *(str(overlap) for overlap in Overlap)]


@click.command()
@project_argument
@click.option("--format", "format_name", metavar="F", required=True, help="Format to write; see `annotator formats`.")
@click.option("--output", metavar="PATH", default="", help="File or folder to write; a file that is there is replaced.")
@click.option("--annotator", "annotators", metavar="NAME", multiple=True,
              help="Whose layer; several times for several. Without it the only person's.")  # fmt: skip
@click.option("--all-layers", is_flag=True, help="Every layer; for formats that hold several.")
@click.option("--state", "states", type=click.Choice([str(state) for state in State]), multiple=True,
              help="Only articles in this state.")  # fmt: skip
@click.option("--label", "labels", metavar="NAME", multiple=True, help="Only annotations with this label.")
@click.option("--query", metavar="Q", default="", help="Only articles with a hit of this search.")
@click.option("--without-furniture", is_flag=True, help="The articles without menus, captions said twice and the like.")
@click.option("--nfc", "composed", is_flag=True, help="The text composed (NFC); offsets follow.")
@click.option("--level", type=click.Choice([str(level) for level in Level]), default=str(Level.WORD),
              show_default=True, help="What a token is in token formats.")  # fmt: skip
@click.option("--on-overlap", "ways", type=click.Choice(_ON_OVERLAP), multiple=True,
              help="Which of overlapping spans stays where the format holds one only, outermost by default; and "
                   "“widen”: spans that cut a token are widened to it, else they are left out.")  # fmt: skip
@click.option("--split", "shares", metavar="A/B/C", default="", help="Parts of the data set in percent, as 80/10/10.")
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), default=0, show_default=True, help="Which split.")
@click.option("--dry-run", is_flag=True, help="Say what would be written and what not, and write nothing.")
@json_option
def export(  # noqa: PLR0913
    project: str, format_name: str, output: str, annotators: tuple[str, ...], all_layers: bool, states: tuple[str, ...],
    labels: tuple[str, ...], query: str, without_furniture: bool, composed: bool, level: str, ways: tuple[str, ...],
    shares: str, seed: int, dry_run: bool, as_json: bool,
) -> int:  # fmt: skip
    """Write a data set.

    What the format cannot hold is listed on stderr; what was written is read back and compared. A split is kept in the
    project, so that articles stay in their part when others are added; each part is a file of its own, as in
    news.train.jsonl, but for formats that hold all of them.
    """
    if not (output or dry_run):
        raise click.UsageError("Missing option '--output'.")
    parts = _parts(project, shares, seed, annotators, dry_run) if shares else None
    selection = Selection(
        annotators, all_layers, [State(state) for state in states], labels, query, without_furniture, composed, parts
    )
    request = Request(project, output, format_name, selection, Level(level), _choices(ways))
    report = exporting.export(request, progress("Exporting"), only_report=dry_run)
    if as_json:
        print_json(_as_json(report))
    else:
        _tell(report, request, dry_run)
    if report.untouched:
        are = "is new and has" if report.untouched == 1 else "are new and have"
        warn(f"{counted(report.untouched, 'article')} {are} no annotations; leave new ones out with --state.")
    _list_losses(report.losses)
    _list_shares(report, format_name)
    return 0


def _choices(ways: Sequence[str]) -> Choices:
    kept = [way for way in ways if way != _WIDEN] or [str(Overlap.OUTERMOST)]
    if len(set(kept)) > 1:
        raise click.UsageError(f"'--on-overlap' is one of {', '.join(Overlap)}, and may be widen as well.")
    return Choices(Overlap(kept[0]), _WIDEN in ways)


def _parts(project: str, shares: str, seed: int, annotators: Sequence[str], dry_run: bool) -> dict[int, str]:
    """The part of each article, after the table of the split was shown."""
    recipe = Recipe.read(shares, seed)
    whose = annotators[0] if annotators else ""
    settled = splitting.settle(project, recipe.shares, seed, whose, not dry_run, progress("Splitting"))
    show_split(settled, on_stderr=True)
    return settled.plan.parts


def _tell(report: Report, request: Request, dry_run: bool) -> None:
    what = f"{counted(report.documents, 'article')} with {counted(report.spans, 'span')}"
    if report.widened:
        what += f" ({report.widened:,} widened)"
    if dry_run:
        click.echo(f"Would write {what}; {report.total - report.spans:,} of {counted(report.total, 'span')} left out.")
    else:
        proved = "" if report.is_proved else " The format cannot be read back, so this was not compared."
        click.echo(f"Wrote {what} to {', '.join(report.files)}.{proved}")
    if report.annotator is None and not request.selection.has_layers:
        warn(sentence_of("export.nobody", {}))


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "articles": report.documents,
        "spans": report.spans,
        "total": report.total,
        "widened": report.widened,
        "files": report.files,
        "proved": report.is_proved,
        "parts": {part: {"articles": told.documents, "spans": told.spans} for part, told in report.parts.items()},
        "losses": [loss._asdict() for loss in report.losses],
        "relations": {"total": report.relations.total, "written": report.relations.written},
        "document_labels": {"total": report.document_labels.total, "written": report.document_labels.written},
        "known": {thing: {"articles": share.total, "written": share.written} for thing, share in report.known.items()},
    }


def _list_losses(losses: Sequence[Loss]) -> None:
    if not losses:
        return
    reasons = Counter(loss.reason for loss in losses)
    told = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
    what = "span" if all(loss.is_span for loss in losses) else "annotation"
    warn(f"Not written as in the project: {counted(len(losses), what)} ({told}):")
    for loss in losses:
        place = f" {loss.start}-{loss.end}" if loss.start < loss.end else ""
        warn(f"  {loss.document}{place} {loss.label}: {loss.reason}")


def _list_shares(report: Report, format_name: str) -> None:
    """What of relations, labels of articles and all else that is known is not in the files: a line each."""
    for share, one in ((report.relations, "relation"), (report.document_labels, "article label")):
        if share.left:
            warn(f"{share.written:,} of {counted(share.total, one)} written.")
    for thing in KNOWN:
        if thing in report.known and (left := report.known[thing].left):
            warn(f"{_KNOWN[thing]} of {counted(left, 'article')} have no place in {format_name}.")


COMMANDS = (export,)
