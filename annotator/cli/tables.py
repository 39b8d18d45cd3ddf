"""Commands that print what a project holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from annotator import formats
from annotator.cli import work
from annotator.cli.opening import opened_project
from annotator.cli.output import (
    counted,
    json_option,
    print_json,
    print_rows,
    progress,
    project_argument,
    sentence_of,
    warn,
)
from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.messages import sentence
from annotator.core.model import State
from annotator.formats.protocol import Format
from annotator.storage import listing, statistics
from annotator.storage.listing import ArticleRow, Order
from annotator.storage.project import Project
from annotator.storage.statistics import LabelCount
from annotator.workflows import check_file, people, searching
from annotator.workflows.findings import Finding
from annotator.workflows.reading import Reader
from annotator.workflows.searching import Hit, Line

_STATES = [str(state) for state in State]
_PAGE = 500
_RELATION = ("source", "relation", "target", "annotator")
_TOPIC = ("article label", "annotator")
_CHECKED = ("code", "article", "message")
_FORMAT = ("name", "title", "suffixes", "folder", "reads", "writes", "holds", "needs")


@click.command("list")
@project_argument
@click.option("--annotator", metavar="NAME", default="", help="Whose states and counts; without it the only person's.")
@click.option("--state", "states", type=click.Choice(_STATES), multiple=True, help="Only articles in this state.")
@json_option
def list_(project: str, annotator: str, states: tuple[str, ...], as_json: bool) -> None:
    """List the articles."""
    with opened_project(project, read_only=True) as opened:
        person = people.chosen(opened, annotator)
        order = Order(person.id if person else 0, states=tuple(State(state) for state in states))
        print_rows(ArticleRow._fields, _articles(opened, order), as_json)


def _articles(project: Project, order: Order) -> list[ArticleRow]:
    connection = project.store.connection
    keys = listing.index(connection, order)
    rows: list[ArticleRow] = []
    for first in range(0, len(keys), _PAGE):
        page = listing.page(connection, order.annotator, keys[first : first + _PAGE])
        rows += [page[key] for key in keys[first : first + _PAGE] if key in page]
    return rows


@click.command()
@project_argument
@click.argument("document", metavar="DOC")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(project: str, document: str, as_json: bool) -> None:
    """Show one article with its spans; DOC is a number or name.

    Below the table of spans stand relations and labels of the whole article, where there are any.
    """
    with opened_project(project, read_only=True) as opened:
        found = Reader(opened, opened.people.all()).read(opened.documents.find(document))
    spans = _spans(found)
    if as_json:
        head = {"id": found.id, "name": found.name, "title": found.title, "text": found.text}
        print_json({**head, "spans": spans})
        return
    click.echo(found.text)
    click.echo()
    columns: tuple[str, ...] = ("start", "end", "label", "quote", "annotator", "score")
    print_rows(columns, [[span[column] for column in columns] for span in spans], as_json=False)
    for columns, rows in ((_RELATION, list(_relations(found))), (_TOPIC, list(_topics(found)))):
        if rows:
            click.echo()
            print_rows(columns, rows, as_json=False)


def _relations(document: AnnotatedDocument) -> Iterator[tuple[str, str, str, str]]:
    for layer in document.annotations:
        for link in layer.relations:
            source, target = layer.spans[link.source], layer.spans[link.target]
            yield source.quote, link.label, target.quote, layer.annotator


def _topics(document: AnnotatedDocument) -> Iterator[tuple[str, str]]:
    for layer in document.annotations:
        yield from ((topic.label, layer.annotator) for topic in layer.document_labels)


def _spans(document: AnnotatedDocument) -> list[dict[str, Any]]:
    spans = [
        {"start": mark.start, "end": mark.end, "label": mark.label, "quote": mark.quote, "annotator": layer.annotator,
         "score": mark.score}
        for layer in document.annotations for mark in layer.spans
    ]  # fmt: skip
    return sorted(spans, key=lambda span: (span["start"], -span["end"]))


@click.command()
@project_argument
@click.argument("query")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many rows.")
@click.option("--hits", "by_hit", is_flag=True, help="Every place in its context instead: a concordance.")
@click.option("--annotator", metavar="NAME", default="", help="Whose labels with --hits; without it the only person's.")
@json_option
def search(project: str, query: str, limit: int, by_hit: bool, annotator: str, as_json: bool) -> None:
    """Find articles by words, with or without diacritics.

    With --hits, QUERY may hold what the window's concordance takes: words one after the other ("đảng" with diacritics
    finds just these), chính*, "words as they stand", /a regular expression/, label:ORG, -label:ORG, is:labelled,
    is:unlabelled.
    """
    with opened_project(project, read_only=True) as opened:
        if by_hit:
            lines = searching.concordance_of(opened, people.chosen(opened, annotator), query, limit)
            print_rows(Line._fields, lines, as_json)
        else:
            print_rows(Hit._fields, searching.find(opened, query, limit), as_json)


@click.command()
@project_argument
@click.option("--work", "is_work", is_flag=True, help="A person's pace instead: seconds an entity, and what was done.")
@click.option("--annotator", metavar="NAME", default="", help="Whose pace; without it the only person's.")
@json_option
def stats(project: str, is_work: bool, annotator: str, as_json: bool) -> None:
    """Count the spans of each annotator and label.

    With --work, how a person gets on: as a whole, by session, article and label. Gaps of more than a minute between two
    edits count as ten seconds; after half an hour a new session begins.
    """
    with opened_project(project, read_only=True) as opened:
        if is_work:
            person = people.chosen(opened, annotator) or people.only_person(opened)
            print_rows(work.COLUMNS, work.rows(opened, person), as_json)
        else:
            print_rows(LabelCount._fields, statistics.by_label(opened.store), as_json)


@click.command()
@project_argument
@click.option("--repair", "is_repair", is_flag=True, help="Rebuild counts, quotes and indexes, after a backup.")
@json_option
def check(project: str, is_repair: bool, as_json: bool) -> int:
    """Look whether the project file is sound.

    With --repair, what can be rebuilt is: counts, quotes, the search index, and rows as the history proves them; texts
    never. Exit 1 when something is wrong, or still is.
    """
    findings = _repaired(project) if is_repair else _findings(project)
    if findings or as_json:
        print_rows(_CHECKED, [_checked(finding) for finding in findings], as_json)
    if not findings:
        warn(f"{project} is sound.")
    return int(bool(findings))


def _findings(project: str) -> list[Finding]:
    return check_file.check(project, progress("Checking")).findings


def _repaired(project: str) -> list[Finding]:
    """What is still wrong after what can be rebuilt was; tells what that was."""
    done = check_file.repair(project, progress("Checking"))
    if done.kept:
        warn(f"The file as it was is kept in {done.kept}.")
    for code, number in (done.mended or {}).items():
        warn(f"Mended: {counted(number, _MENDED.get(code, 'row'), _MANY.get(code, ''))}.")
    return done.findings


_MENDED = {
    "check.file": "entry of an index",
    "check.length": "length of a text",
    "check.numbers": "next number of a table",
    "check.quote": "quote",
    "check.search": "search index",
    "check.seal": "checksum",
    "check.tally": "count",
}
_MANY = {
    "check.file": "entries of indexes",
    "check.length": "lengths of texts",
    "check.numbers": "next numbers of tables",
    "check.search": "search indexes",
}


def _checked(finding: Finding) -> tuple[str, int | None, str]:
    return finding.code, finding.document, sentence_of(finding.code, finding.values)


@click.command("formats")
@json_option
def formats_(as_json: bool) -> None:
    """List the formats that can be imported and exported."""
    found = list(_working())
    rows = [
        (each.name, each.title, " ".join(each.suffixes), each.is_folder, each.can_read, each.can_write,
         " ".join(sorted(each.holds)), each.needs and f"annotator[{each.needs}]")
        for each in found
    ]  # fmt: skip
    print_rows(_FORMAT, rows, as_json)


def _working() -> Iterator[Format]:
    """The formats; one of another package that does not work is told."""
    for name in formats.names():
        try:
            yield formats.get(name)
        except RefusedError as error:
            warn(sentence(error))


COMMANDS = (list_, show, search, stats, check, formats_)
