"""A data set written from a project: told beforehand, read back afterwards, whole or not at all.

The project is only read. What the format cannot hold is listed, thing by thing, so that written and listed always add
up to what was selected.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import groupby

from annotator import formats
from annotator.core.errors import AnnotatorError, ProjectError, RefusedError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.model import AnnotatorKind, State
from annotator.core.selection import Segmenter
from annotator.formats.essence import essence
from annotator.formats.fitting import Choices, fit
from annotator.formats.known import known
from annotator.formats.protocol import BadRecord, Format, Holds, Level, Loss, ReadOptions, WriteOptions
from annotator.formats.source import Source
from annotator.nlp.segment import UndertheseaSegmenter
from annotator.storage import gate
from annotator.storage.open_file import OpenFile
from annotator.storage.project import Project
from annotator.workflows.output import written_aside
from annotator.workflows.reading import data_set
from annotator.workflows.selection import Selected, Selection, origin
from annotator.workflows.steps import Step, no_step


@dataclass(frozen=True, slots=True)
class Request:
    """What to export, in which format and where to; what becomes of spans that the format cannot hold."""

    project: str
    output: str
    format_name: str = "jsonl"
    selection: Selection = field(default_factory=Selection)
    level: Level = Level.WORD
    choices: Choices = field(default_factory=Choices)
    file: OpenFile | None = None
    """What has to be at the path of the project; None for whatever is."""


@dataclass(slots=True)
class Part:
    """One part of a split: its articles and the spans that went into its file, in all and for each label."""

    documents: int = 0
    spans: int = 0
    labels: Counter[str] = field(default_factory=Counter, compare=False)


@dataclass(slots=True)
class Share:
    """How many of `total` things are in the files."""

    total: int = 0
    written: int = 0

    def add(self, total: int, written: int) -> None:
        """So many more."""
        self.total += total
        self.written += written

    @property
    def left(self) -> int:
        """How many are not."""
        return self.total - self.written


@dataclass(slots=True)
class Report:
    """What was exported, or would be: `spans` are those in the files, `losses` what they do not hold.

    `total` counts the spans selected: `spans` and the losses of spans together. `widened` of them are longer than they
    were. `annotator` is whose layer it is, None when nobody has annotated or several layers were asked for. `files` are
    the outputs; `is_proved` says that they were read back and are equal.
    """

    annotator: str | None = None
    documents: int = 0
    spans: int = 0
    total: int = 0
    widened: int = 0
    untouched: int = 0
    """Articles that are new and have nothing of a person's layer, of formats whose tags say that nothing is there."""
    losses: list[Loss] = field(default_factory=list)
    relations: Share = field(default_factory=Share)
    document_labels: Share = field(default_factory=Share)
    known: dict[Holds, Share] = field(default_factory=dict)
    """Of what is known beside the annotations (`protocol.KNOWN`), the articles that have it."""
    parts: dict[str, Part] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    is_proved: bool = False


def export(
    request: Request, step: Step = no_step, segmenter: Segmenter | None = None, only_report: bool = False
) -> Report:
    """Writes the data set beside `request.output`, reads it back, then puts it in its place.

    With `only_report` nothing is written, all else is the same. Reads one consistent state of the project through a
    connection of its own, in whatever thread this runs. Raises RefusedError: "format.unknown", "format.cannot-write",
    "format.one-layer", "format.needs", "annotator.unknown", "annotator.several", "label.unknown", "output.project",
    "output.folder"; InputError for a query; ProjectError: "output.failed", "output.not-written", "output.no-folder",
    "output.differs", "project.gone" when it is not `request.file`, and those of `Project.open`.
    """
    format_ = formats.get(request.format_name)
    if not format_.can_write:
        raise RefusedError("format.cannot-write", format=format_.name)
    if request.selection.has_layers and Holds.LAYERS not in format_.holds:
        raise RefusedError("format.one-layer", format=format_.name)
    with gate.reading_errors(request.project), closing(Project.open(request.project, read_only=True)) as project:
        project.store.connection.execute("BEGIN")
        run = _Run(project, request, format_, segmenter or UndertheseaSegmenter(), step)
        if request.file is not None:
            request.file.check()
        if only_report:
            run.report_only()
        else:
            run.write()
    return run.report


class _Run:
    """One export on its way."""

    def __init__(self, project: Project, request: Request, format_: Format, segmenter: Segmenter, step: Step) -> None:
        self._selected = Selected(project, request.selection)
        self._data = data_set(project)
        self._request = request
        self._format = format_
        self._options = WriteOptions(request.selection.has_layers, request.level, segmenter)
        self._step = step
        self._keys = self._selected.keys()
        self._steps = 2 * len(self._keys)
        self._done = 0
        has_one = self._selected.annotators and not request.selection.has_layers
        self.report = Report(self._selected.annotators[0].name if has_one else None)

    def report_only(self) -> None:
        """Goes all the way but for the files."""
        self._steps = len(self._keys)
        self._tell(0)
        for _ in self._fitted(self._keys):
            pass

    def write(self) -> None:
        """Writes every output, proves it, and puts them in their places."""
        outputs = self._outputs()
        _check_outputs(self._request.project, [path for path, _ in outputs], self._format.is_folder)
        self._tell(0)
        with written_aside([path for path, _ in outputs], self._format) as made:
            proved = []
            for output, (_, keys) in zip(made, outputs, strict=True):
                essences: list[bytes] = []
                output.write(self._format.write(self._noted(keys, essences), self._data, self._options))
                if len(essences) < len(keys):  # a format that does not even ask for all of them
                    raise ProjectError("output.differs", path=output.path, n=len(essences) + 1)
                proved.append(self._prove(output.sources(), essences, output.path))
        self.report.files = [path for path, _ in outputs]
        self.report.is_proved = all(proved)

    def _outputs(self) -> list[tuple[str, list[int]]]:
        """The outputs with the documents of each: one, or one a part of the split."""
        parts = sorted({self._selected.part(key) for key in self._keys}, key=_part_order)
        keys = {part: [key for key in self._keys if self._selected.part(key) == part] for part in parts}
        if Holds.PARTS in self._format.holds or self._request.selection.parts is None:
            return [(self._request.output, [key for part in parts for key in keys[part]])]
        return [(part_path(self._request.output, part), keys[part]) for part in parts]

    def _noted(self, keys: Sequence[int], essences: list[bytes]) -> Iterator[AnnotatedDocument]:
        """The fitted documents; what must come back of each is noted."""
        for document in self._fitted(keys):
            essences.append(essence(document, self._format.holds))
            yield document

    def _fitted(self, keys: Sequence[int]) -> Iterator[AnnotatedDocument]:
        """The documents as the format can hold them; what it cannot is in the report."""
        report = self.report
        for stored in self._in_order(keys):
            chosen, losses = self._selected.chosen(stored)
            unchosen = len(losses)
            document, more = self._selected.rewritten(chosen)
            fitted = fit(document, self._format, self._options, self._request.choices)
            original = origin(document)
            losses += more
            losses += (_moved(loss, original) for loss in fitted.losses)
            part = self._selected.part(stored.id or 0)
            yield replace(fitted.document, part=part) if part else fitted.document
            report.losses += sorted(losses, key=lambda loss: (loss.start, -loss.end))
            report.widened += fitted.widened
            report.untouched += Holds.ANY_EDGE not in self._format.holds and _is_untouched(stored)
            report.relations.add(_relations(chosen) + unchosen, _relations(fitted.document))
            report.document_labels.add(_document_labels(chosen), _document_labels(fitted.document))
            for thing in known(document):
                report.known.setdefault(thing, Share()).add(1, thing in self._format.holds)
            report.total += _spans(chosen)
            self._count(fitted.document, part)
            self._tell(1)

    def _count(self, written: AnnotatedDocument, part: str) -> None:
        """One article more is in the files."""
        self.report.documents += 1
        self.report.spans += _spans(written)
        if part:
            labels = [mark.label for layer in written.annotations for mark in layer.spans]
            told = self.report.parts.setdefault(part, Part())
            told.documents += 1
            told.spans += len(labels)
            told.labels.update(labels)

    def _in_order(self, keys: Sequence[int]) -> Iterator[AnnotatedDocument]:
        """The documents, those of one part after the other."""
        for _, group in groupby(keys, self._selected.part):
            yield from self._selected.documents(list(group))

    def _tell(self, more: int) -> None:
        """A step is an article written, and one read back."""
        self._done = min(self._done + more, self._steps)
        self._step(self._done, self._steps)

    def _is_read(self, source: Source) -> bool:
        """Whether a file of a folder has documents, and is not read along with another."""
        is_one = source.name.lower().endswith(tuple(self._format.suffixes))
        return is_one and not self._format.is_companion(source)

    def _prove(self, sources: Sequence[Source], essences: list[bytes], path: str) -> bool:
        """Whether the format can read what it wrote. Raises ProjectError("output.differs") when that is another."""
        came: list[bytes] = []
        for source in sources:
            if self._format.is_folder and not self._is_read(source):
                continue
            try:
                for content in self._format.reread(source, ReadOptions()):
                    if isinstance(content, BadRecord):
                        raise content.error
                    if isinstance(content, AnnotatedDocument):
                        like = essences[len(came)] if len(came) < len(essences) else b""
                        came.append(essence(content, self._format.holds, like))
                        self._tell(1)
            except RefusedError as error:
                if error.code == "format.cannot-read":
                    return False
                raise
            except AnnotatorError as error:
                raise ProjectError("output.differs", path=path, n=len(came) + 1) from error
        if came != essences:
            pairs = zip(came, essences, strict=False)
            first = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(came), len(essences)))
            raise ProjectError("output.differs", path=path, n=first + 1)
        return True


def _spans(document: AnnotatedDocument) -> int:
    return sum(len(layer.spans) for layer in document.annotations)


def _relations(document: AnnotatedDocument) -> int:
    return sum(len(layer.relations) for layer in document.annotations)


def _document_labels(document: AnnotatedDocument) -> int:
    return sum(len(layer.document_labels) for layer in document.annotations)


def _is_untouched(document: AnnotatedDocument) -> bool:
    """Whether a person's layer is meant and none has begun with the document."""
    whose = [layer for layer in document.annotations if layer.kind == AnnotatorKind.PERSON]
    return bool(whose) and all(
        layer.state == State.NEW and not (layer.spans or layer.relations or layer.document_labels) for layer in whose
    )


def _moved(loss: Loss, original: Callable[[int, int], tuple[int, int]]) -> Loss:
    if loss.start >= loss.end:
        return loss
    start, end = original(loss.start, loss.end)
    return loss._replace(start=start, end=end)


_PARTS = ("train", "dev", "test")


def _part_order(part: str) -> tuple[int, str]:
    return (_PARTS.index(part) if part in _PARTS else len(_PARTS)), part


def part_path(output: str, part: str) -> str:
    """Where a part of a split goes: `news.jsonl` becomes `news.train.jsonl`."""
    stem, ending = os.path.splitext(output)
    return f"{stem}.{part}{ending}"


def _check_outputs(project: str, outputs: Iterable[str], is_folder: bool) -> None:
    """Raises RefusedError("output.project") when an output would be written over the project or its log."""
    for output in map(os.path.realpath, outputs):
        for suffix in ("", "-wal", "-shm", "-journal", ".lock"):
            part = os.path.realpath(project + suffix)
            is_inside = is_folder and part.startswith(output + os.sep)
            if output == part or is_inside or _is_same(output, part):
                raise RefusedError("output.project", path=output)


def _is_same(one: str, other: str) -> bool:
    """Whether two names are of one file, as hard links are."""
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)
