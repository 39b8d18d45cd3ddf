"""Files on their way into a project.

`prepare` reads and may run in any thread; `Importer` writes and belongs to the thread of the project. All that one
import brings becomes visible with one edit, and undoing that edit takes all of it back.
"""

from __future__ import annotations

import math
from collections.abc import Container, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator import formats
from annotator.core import edits
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, InputError, RefusedError
from annotator.core.exchange import AnnotatedDocument, DataSet, Mark
from annotator.core.model import AnnotatorKind, NewDocument
from annotator.core.text import digest, readable
from annotator.formats.kept import Kept
from annotator.formats.parts.foreign import Renaming
from annotator.formats.protocol import BadRecord, Content, Format, Holds, Notice, ReadOptions
from annotator.formats.source import Source
from annotator.storage import imports
from annotator.storage.project import Project
from annotator.workflows.finding_files import Problem, exact_first, find_files
from annotator.workflows.importing_layers import LayerRows
from annotator.workflows.importing_received import Received, received
from annotator.workflows.importing_texts import KnownTexts, could_be_replaced, fitted
from annotator.workflows.problem_list import ProblemList
from annotator.workflows.steps import Step, no_step

_CHUNK = 200
_CHUNK_CHARACTERS = 4_000_000
_REASON = 300
"""So many characters are told of what a reader that failed says."""


class Prepared(NamedTuple):
    """A document of a file, read and described, with the layers the file has for it.

    Without `is_exact` the file's format has no exact text, only its words and signs.
    """

    path: str
    document: AnnotatedDocument
    is_exact: bool = True


Item = Prepared | Problem | DataSet
"""What reading files yields; a DataSet is the label set and the annotators of the file that follows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read.

    `format_name` is the format of all files, else content and ending tell; `chosen` names one for single paths, as
    `columns` does the column of the text.
    `annotator` and `kind` say whose layer a file with a single layer holds, whatever the file says; `default` whose
    layer is meant where the file says nothing.
    """

    format_name: str = ""
    annotator: str = ""
    kind: AnnotatorKind = AnnotatorKind.PERSON
    default: str = ""
    options: ReadOptions = field(default_factory=ReadOptions)
    chosen: Mapping[str, str] = field(default_factory=dict, hash=False)
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass
class Outcome:
    """What an import did: the articles that are new, what others got, the edit that shows it, and what was left out."""

    articles: int = 0
    received: Received = field(default_factory=Received)
    edit: Edit | None = None
    problems: list[Problem] = field(default_factory=list)


def prepare(
    paths: Iterable[str | Source], known: Container[str] = frozenset(), reading: Reading | None = None
) -> Generator[Item, None, None]:
    """Reads files, archives and folders, document by document; `known` holds the digests of the project's texts.

    Files whose formats have no exact texts come last, when the texts that they were made from are there. A text that
    is known, or that came before in this import, and brings no layer is reported as a notice. Raises RefusedError:
    "format.unknown", "format.cannot-read".
    """
    reading = reading or Reading()
    for name in {reading.format_name, *reading.chosen.values()} - {""}:
        if not formats.get(name).can_read:
            raise RefusedError("format.cannot-read", format=name)
    first: dict[str, _Place] = {}
    problems = ProblemList()
    with closing(Kept()) as kept:
        reading = replace(reading, options=replace(reading.options, kept=kept))
        for found in exact_first(_sources(paths), reading.chosen, reading.format_name):
            if isinstance(found, Problem):
                yield found
                continue
            items: Iterator[Item] = (
                _looked_up(item, known, first) if isinstance(item, Prepared) else item
                for item in _read(*found, reading)
            )
            yield from problems.bounded(items, found[0].path, reading.options.is_stopped)


def _sources(paths: Iterable[str | Source]) -> Iterator[Source | Problem]:
    for path in paths:
        if isinstance(path, str):
            yield from find_files([path])
        else:
            yield path


_Place = tuple[str, str]
"""The path of a file and the name of a document in it."""


def _looked_up(item: Prepared, known: Container[str], first: dict[str, _Place]) -> Prepared | Problem:
    key = digest(item.document.text)
    place = item.path, item.document.name
    other = first.setdefault(key, place)
    if item.document.annotations:
        return item
    if key in known:
        return _known(item)
    if other is not place:
        values = {"path": item.path, "article": item.document.name}
        where = other[0] if other[0] != item.path else other[1]
        return Problem(item.path, RefusedError("import.twice", **values, other=where), is_notice=True)
    return item


def _known(item: Prepared) -> Problem:
    values = {"path": item.path, "article": item.document.name}
    return Problem(item.path, RefusedError("import.known", **values), is_notice=True)


def _read(source: Source, format_: Format, reading: Reading) -> Iterator[Item]:
    renaming = Renaming(source)
    yield from _contents(renaming, format_, reading)
    for label, name in renaming.renamed.items():
        values = {"path": source.path, "label": label, "name": name}
        yield Problem(source.path, InputError("import.renamed", **values), is_notice=True)


def _contents(source: Source, format_: Format, reading: Reading) -> Iterator[Item]:
    has_header, is_empty = False, True
    try:
        column = reading.columns.get(source.path) or reading.options.text_column
        for content in format_.read(source, replace(reading.options, text_column=column)):
            has_header, is_empty = has_header or isinstance(content, DataSet), False
            yield _item(source.path, content, format_, None if has_header else reading)
        if is_empty:
            yield Problem(source.path, InputError("input.empty", path=source.path))
    except AnnotatorError as error:
        if error.code == "format.needs":
            error = RefusedError("import.needs", path=source.path, **error.values)
        yield Problem(source.path, error)
    except Exception as error:  # it may be another package's reader: anything can come
        reason = f"{type(error).__name__}: {error}"[:_REASON]
        values = {"path": source.path, "format": format_.name, "reason": reason}
        yield Problem(source.path, InputError("input.reader-failed", **values))


def _item(path: str, content: Content, format_: Format, reading: Reading | None) -> Item:
    if isinstance(content, BadRecord | Notice):
        return Problem(path, content.error, is_notice=isinstance(content, Notice))
    if isinstance(content, DataSet):
        return content
    if reading is not None and reading.annotator and len(content.annotations) == 1:
        (layer,) = content.annotations
        if layer.annotator != reading.annotator:
            layer = replace(layer, annotator=reading.annotator, kind=reading.kind)
        content = replace(content, annotations=(layer,))
    if (wrong := _misplaced(content)) is not None:
        values = {"article": content.name, "start": wrong.start, "end": wrong.end, "quote": wrong.quote}
        return Problem(path, InputError("import.misplaced", path=path, **values))
    return Prepared(path, content, Holds.TEXT in format_.holds)


def _misplaced(document: AnnotatedDocument) -> Mark | None:
    """A span that is not where its format says it is, which no built-in format lets through."""
    text = document.text
    for layer in document.annotations:
        for mark in layer.spans:
            if not 0 <= mark.start < mark.end <= len(text) or text[mark.start : mark.end] != mark.quote:
                return mark
    return None


class Importer:
    """Writes what `prepare` read into a project: `begin`, `take` chunk by chunk, then `finish` or `cancel`.

    `annotator` of this `kind` is whose layer spans become that no file names an annotator for; without it the only
    person's.
    """

    def __init__(self, project: Project, annotator: str = "", kind: AnnotatorKind = AnnotatorKind.PERSON) -> None:
        self._project = project
        self._layers = LayerRows(project, annotator, kind)
        self._texts = KnownTexts(project.store)
        self._batch = 0
        self._names: set[str] = set()
        self._here: dict[str, int] = {}
        self._near: set[str] = set()
        self._told_near: set[str] = set()
        """The files with texts that are those of articles but for what their formats could not hold, and those of them
        that were told."""

    @property
    def articles(self) -> int:
        """How many new documents were taken so far."""
        return len(self._here)

    def begin(self, source: str) -> None:
        """Starts an import from `source`; what an interrupted one left behind is swept away."""
        imports.widen(self._project.store)
        self._project.documents.sweep()
        self._batch = self._project.documents.begin_batch(readable(source))
        self._names = imports.names(self._project.store)

    def take(self, items: Sequence[Prepared | DataSet]) -> list[Problem]:
        """Writes a chunk, invisible as yet; answers with the notices of what the project has already.

        Raises RefusedError("annotator.several" or "annotator.none") when nobody says whose a layer is.
        """
        notices: list[Problem] = []
        new: dict[str, Prepared] = {}
        more: list[tuple[int | None, str, Prepared]] = []
        for data in items:
            if isinstance(data, DataSet):
                self._layers.offer(data)
        prepared = [item for item in items if isinstance(item, Prepared)]
        self._layers.expect(item.document for item in prepared)
        for item, key, present in self._met(prepared, new):
            if present is None and key not in self._here and key not in new:
                new[key] = item
            elif item.document.annotations:
                more.append((present, key, item))
            elif item.path not in self._near:
                notices.append(_known(item))
        notices += self._near_notices()
        notices += self._write(new)
        for present, key, item in more:
            notices += self._add_layers(present or self._here[key], item, visible=present is not None)
        self._layers.flush()
        return notices

    def finish(self) -> Edit | None:
        """The edit that shows what was taken, for the caller to apply; None, and nothing left behind, when it is
        nothing at all."""
        imports.narrow(self._project.store)
        documents = self._project.documents
        row = documents.batch(self._batch)
        changes = self._layers.changes()
        if row is None or not (self._here or changes):
            documents.sweep(batch=self._batch)
            return None
        shown = edits.show_batch(self._batch, row, {**row, "state": "visible"}, len(self._here))
        return shown.also(Edit("import", changes))

    def cancel(self, seconds: float = math.inf) -> bool:
        """Takes everything back, for about so long: True when nothing is left. Until then nobody sees it."""
        imports.narrow(self._project.store)
        documents = self._project.documents
        if documents.batch(self._batch) is None:
            return True  # nothing was begun, or another import has swept it
        documents.sweep(seconds, self._batch)
        if documents.batch(self._batch) is not None:
            return False
        self._layers.forget()
        return True

    def _met(
        self, items: Sequence[Prepared], new: Mapping[str, Prepared]
    ) -> Iterator[tuple[Prepared, str, int | None]]:
        """Each item with the digest of its text and the visible article that has it; where a text is known but for
        what its format could not hold, with its spans as they lie there. Items with exact texts come first, for the
        others to find.

        `new` are the items that the caller took of these so far.
        """
        keys = [digest(item.document.text) for item in items]
        present = imports.with_digests(self._project.store, keys)
        for item, key in sorted(zip(items, keys, strict=True), key=lambda pair: _vagueness(pair[0])):
            is_met = key in present or key in self._here or key in new
            twin = None if is_met else self._texts.twin(item.document.text, new, item.is_exact)
            if twin is None:
                self._texts.add(item.document.text, key)
                yield item, key, present.get(key)
            else:
                number = imports.with_digests(self._project.store, [twin.digest]).get(twin.digest)
                document = fitted(item.document, twin.text, item.is_exact)
                self._near.add(item.path)
                yield item._replace(document=document), twin.digest, number

    def _near_notices(self) -> list[Problem]:
        paths = sorted(self._near - self._told_near)
        self._told_near.update(paths)
        return [Problem(path, RefusedError("import.near", path=path), is_notice=True) for path in paths]

    def _write(self, new: dict[str, Prepared]) -> list[Problem]:
        contents = [replace(item.document, name=self._free_name(item.document.name)) for item in new.values()]
        if not contents:
            return []
        store = self._project.store
        keys = self._project.documents.add(self._batch, [_new_document(content) for content in contents])
        taken = imports.taken(store, "document", {content.uid for content in contents if content.uid})
        uids: dict[str, int] = {}
        for key, content in zip(keys, contents, strict=True):
            if content.uid and content.uid not in taken:
                uids.setdefault(content.uid, key)
        imports.keep_uids(store, uids)
        self._here |= zip(new, keys, strict=True)
        added = zip(keys, new.values(), strict=True)
        return [notice for key, item in added for notice in self._add_layers(key, item, visible=False, is_new=True)]

    def _add_layers(self, document: int, item: Prepared, visible: bool, is_new: bool = False) -> list[Problem]:
        """Adds the layers of a document; the notices of what was left out, if anything was."""
        left_out = self._layers.add(document, item.document, visible, is_new)
        values = {"path": item.path, "article": item.document.name}
        notices = []
        if left_out.attributes:
            notices.append(RefusedError("import.attributes", **values, n=left_out.attributes))
        if left_out.differing:
            notices.append(RefusedError("import.differing", **values, n=left_out.differing))
        return [Problem(item.path, error, is_notice=True) for error in notices]

    def _free_name(self, name: str) -> str:
        """The name itself, or the first of `name (2)`, `name (3)` … before its ending that no article has."""
        stem, dot, ending = name.rpartition(".") if "." in name[1:] else (name, "", "")
        free, number = name, 1
        while free in self._names:
            number += 1
            free = f"{stem} ({number}){dot}{ending}"
        self._names.add(free)
        return free


def _vagueness(item: Prepared) -> int:
    """How little is known of the text that a document had before its format."""
    return int(could_be_replaced(item.document.text)) if item.is_exact else 2


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


def run(project: Project, paths: Sequence[str], reading: Reading | None = None, step: Step = no_step) -> Outcome:
    """Imports files in one go and applies the edit. Whatever stops it, nothing of it stays.

    It is one transaction, so that taking it back is quick. The edit is on the stack of the person whose layer is
    imported, else of whoever worked here last.
    """
    reading = reading or Reading()
    outcome = Outcome()
    importer = Importer(project, reading.annotator or reading.default, reading.kind)
    items = prepare(paths, imports.digests(project.store), reading)
    with project.store.transaction():
        importer.begin("; ".join(paths))
        for chunk in chunks(items, outcome.problems):
            outcome.problems += importer.take(chunk)
            step(importer.articles, 0)
        outcome.edit = importer.finish()
        if outcome.edit is not None:
            outcome.received = received(project, outcome.edit)
            project.journal.apply(outcome.edit, _whose(project, reading))
    outcome.articles = importer.articles
    return outcome


def _whose(project: Project, reading: Reading) -> int | None:
    if reading.annotator and reading.kind == AnnotatorKind.PERSON:
        return project.people.ensure(reading.annotator).id
    return project.people.last_at_work()
