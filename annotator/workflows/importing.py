"""Files on their way into a project.

`prepare` reads and may run in any thread; `Importer` writes and belongs to the thread of the project. All that one
import brings becomes visible with one edit, and undoing that edit takes all of it back.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator import formats
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.core.model import AnnotatorKind, NewDocument
from annotator.core.text import digest, readable
from annotator.formats.protocol import BadRecord, Content, Format
from annotator.storage import imports
from annotator.storage.project import Project
from annotator.workflows.finding_files import Problem, find_files
from annotator.workflows.importing_layers import LayerRows
from annotator.workflows.steps import Step, no_step

_CHUNK = 200
_CHUNK_CHARACTERS = 4_000_000


class Prepared(NamedTuple):
    """A document of a file, read and described, with the layers the file has for it."""

    path: str
    document: AnnotatedDocument


Item = Prepared | Problem | DataSet
"""What reading files yields; a DataSet is the label set and the annotators of the file that follows."""


@dataclass
class Outcome:
    """What an import did: the articles that are new, the edit that shows them, and what was left out."""

    articles: int = 0
    edit: Edit | None = None
    problems: list[Problem] = field(default_factory=list)


def prepare(
    paths: Iterable[str], known: Container[str] = frozenset(), format_name: str = "", annotator: str = ""
) -> Iterator[Item]:
    """Reads files and folders, document by document; `known` holds the digests of the texts of the project.

    A text that is known, or that came before in this import, and brings no layer is reported as a notice.
    `format_name` is the format of all files, else each file's ending tells. `annotator` names whose layer a file with
    a single layer holds, whatever the file says. Raises RefusedError("format.unknown", "format.cannot-read").
    """
    first: dict[str, str] = {}
    chosen = formats.get(format_name) if format_name else None
    for path in find_files(paths):
        if isinstance(path, Problem):
            yield path
            continue
        for item in _read(path, chosen, annotator):
            yield _looked_up(item, known, first) if isinstance(item, Prepared) else item


def _looked_up(item: Prepared, known: Container[str], first: dict[str, str]) -> Prepared | Problem:
    key = digest(item.document.text)
    other = first.setdefault(key, item.path)
    if item.document.annotations:
        return item
    if key in known:
        return _known(item.path)
    if other is not item.path:
        return Problem(item.path, RefusedError("import.twice", path=item.path, other=other), is_notice=True)
    return item


def _known(path: str) -> Problem:
    return Problem(path, RefusedError("import.known", path=path), is_notice=True)


def _read(path: str, chosen: Format | None, annotator: str) -> Iterator[Item]:
    format_ = chosen or formats.for_path(path) or formats.get("text")
    has_header = False
    try:
        for content in format_.read(path):
            has_header = has_header or isinstance(content, DataSet)
            yield _item(path, content, "" if has_header else annotator)
    except RefusedError:
        raise
    except AnnotatorError as error:
        yield Problem(path, error)


def _item(path: str, content: Content, annotator: str) -> Item:
    if isinstance(content, BadRecord):
        return Problem(path, content.error)
    if isinstance(content, DataSet):
        return content
    if annotator:
        renamed = (
            layer if layer.annotator == annotator else replace(layer, annotator=annotator, kind=AnnotatorKind.PERSON)
            for layer in content.annotations
        )
        content = replace(content, annotations=tuple(renamed))
    return Prepared(path, content)


class Importer:
    """Writes what `prepare` read into a project: `begin`, `take` chunk by chunk, then `finish` or `cancel`.

    `annotator` is whose layer spans become that no file names an annotator for; without it the only person's.
    """

    def __init__(self, project: Project, annotator: str = "") -> None:
        self._project = project
        self._layers = LayerRows(project, annotator)
        self._batch = 0
        self._names: set[str] = set()
        self._here: dict[str, int] = {}

    @property
    def articles(self) -> int:
        """How many new documents were taken so far."""
        return len(self._here)

    def begin(self, source: str) -> None:
        """Starts an import from `source`; what an interrupted one left behind is swept away."""
        self._project.documents.sweep()
        self._batch = self._project.documents.begin_batch(readable(source))
        self._names = imports.names(self._project.store)

    def take(self, items: Sequence[Prepared | DataSet]) -> list[Problem]:
        """Writes a chunk, invisible as yet; answers with the notices of what the project has already.

        Raises RefusedError("annotator.several" or "annotator.none") when nobody says whose a layer is.
        """
        notices: list[Problem] = []
        new: dict[str, Prepared] = {}
        more: list[tuple[int, bool, Prepared]] = []
        for item in items:
            if isinstance(item, DataSet):
                self._layers.offer(item)
                continue
            key = digest(item.document.text)
            present = self._project.documents.known(item.document.text)
            if present is None and key not in self._here and key not in new:
                new[key] = item
            elif not item.document.annotations:
                notices.append(_known(item.path))
            else:
                notices += self._write(new)
                more.append((present or self._here[key], present is not None, item))
                new = {}
        notices += self._write(new)
        for document, visible, item in more:
            notices += self._add_layers(document, item, visible)
        return notices

    def finish(self) -> Edit | None:
        """The edit that shows what was taken, for the caller to apply; None, and nothing left behind, when it is
        nothing at all."""
        documents = self._project.documents
        row = documents.batch(self._batch)
        changes = self._layers.changes()
        if row is None or not (self._here or changes):
            documents.sweep()
            return None
        shown = edits.show_batch(self._batch, row, {**row, "state": "visible"}, len(self._here))
        return shown.also(Edit("import", changes))

    def cancel(self) -> None:
        """Takes everything back."""
        self._project.documents.sweep()
        self._layers.forget()

    def _write(self, new: dict[str, Prepared]) -> list[Problem]:
        contents = [replace(item.document, name=self._free_name(item.document.name)) for item in new.values()]
        if not contents:
            return []
        store = self._project.store
        keys = self._project.documents.add(self._batch, [_new_document(content) for content in contents])
        uids: dict[str, int] = {}
        for key, content in zip(keys, contents, strict=True):
            if content.uid and imports.is_free(store, "document", content.uid):
                uids.setdefault(content.uid, key)
        imports.keep_uids(store, uids)
        self._here |= zip(new, keys, strict=True)
        added = zip(keys, new.values(), strict=True)
        return [notice for key, item in added for notice in self._add_layers(key, item, visible=False)]

    def _add_layers(self, document: int, item: Prepared, visible: bool) -> list[Problem]:
        """Adds the layers of a document; the notice that attributes were left out, if any were."""
        misfits = self._layers.add(document, item.document, visible)
        if not misfits:
            return []
        values = {"path": item.path, "article": item.document.name, "n": misfits}
        return [Problem(item.path, RefusedError("import.attributes", **values), is_notice=True)]

    def _free_name(self, name: str) -> str:
        """The name itself, or the first of `name (2)`, `name (3)` … before its ending that no article has."""
        stem, dot, ending = name.rpartition(".") if "." in name[1:] else (name, "", "")
        free, number = name, 1
        while free in self._names:
            number += 1
            free = f"{stem} ({number}){dot}{ending}"
        self._names.add(free)
        return free


def _new_document(content: AnnotatedDocument) -> NewDocument:
    return NewDocument(
        content.name, content.text, content.title, content.source, content.url, content.author, content.published,
        content.language, content.meta, content.lines,
    )  # fmt: skip


def chunks(items: Iterable[Item], problems: list[Problem]) -> Iterator[list[Prepared | DataSet]]:
    """What can be taken, in chunks of a size that one short transaction writes; problems go to their list."""
    chunk: list[Prepared | DataSet] = []
    size = 0
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        chunk.append(item)
        size += len(item.document.text) if isinstance(item, Prepared) else 0
        if len(chunk) >= _CHUNK or size >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def run(
    project: Project, paths: Sequence[str], format_name: str = "", annotator: str = "", step: Step = no_step
) -> Outcome:
    """Imports files in one go and applies the edit. Whatever stops it, nothing of it stays.

    The edit is on the stack of `annotator`, of the only person without one, else on nobody's.
    """
    importer = Importer(project, annotator)
    outcome = Outcome()
    items = prepare(paths, imports.digests(project.store), format_name, annotator)
    importer.begin("; ".join(paths))
    try:
        for chunk in chunks(items, outcome.problems):
            outcome.problems += importer.take(chunk)
            step(importer.articles, 0)
        outcome.edit = importer.finish()
        if outcome.edit is not None:
            project.journal.apply(outcome.edit, _whose(project, annotator))
    except BaseException:
        importer.cancel()
        raise
    outcome.articles = importer.articles
    return outcome


def _whose(project: Project, annotator: str) -> int | None:
    if annotator:
        return project.people.ensure(annotator).id
    people = project.people.all(AnnotatorKind.PERSON)
    return people[0].id if len(people) == 1 else None
