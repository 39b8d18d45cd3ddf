"""A data set written from a project: whole or not at all, and the project is only read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from annotator import formats
from annotator.core.errors import ProjectError, RefusedError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.model import Annotator, State
from annotator.core.selection import Segmenter
from annotator.formats.protocol import Format, Holds, Level, Loss, WriteOptions
from annotator.nlp.segment import UndertheseaSegmenter
from annotator.storage import gate
from annotator.storage.project import Project
from annotator.workflows import people
from annotator.workflows.losses import beside_spans, told_once
from annotator.workflows.reading import Reader, data_set
from annotator.workflows.steps import Step, no_step


@dataclass(frozen=True, slots=True)
class Request:
    """What to export: the layer of `annotator` (the only person's without one) or all, of documents in `states`."""

    project: str
    output: str
    format_name: str = "jsonl"
    annotator: str = ""
    all_layers: bool = False
    level: Level = Level.WORD
    states: Sequence[State] = ()


@dataclass(slots=True)
class Report:
    """What was exported; `spans` are those in the file, `losses` what the format cannot hold.

    `annotator` is whose layer it is, None when nobody has annotated or all layers were asked for.
    """

    annotator: str | None = None
    documents: int = 0
    spans: int = 0
    losses: list[Loss] = field(default_factory=list)


def export(request: Request, step: Step = no_step, segmenter: Segmenter | None = None) -> Report:
    """Writes the data set to a new file beside `request.output`, then puts it in its place.

    Reads one consistent state of the project through a connection of its own, in whatever thread this runs. Raises
    RefusedError: "format.unknown", "format.cannot-write", "format.one-layer", "annotator.unknown",
    "annotator.several", "output.project"; ProjectError: "output.failed" and those of `Project.open`.
    """
    format_ = formats.get(request.format_name)
    if not format_.can_write:
        raise RefusedError("format.cannot-write", format=format_.name)
    if request.all_layers and Holds.LAYERS not in format_.holds:
        raise RefusedError("format.one-layer", format=format_.name)
    options = WriteOptions(request.all_layers, request.level, segmenter or UndertheseaSegmenter())
    with gate.reading_errors(request.project), closing(Project.open(request.project, read_only=True)) as project:
        _check_output(request)
        project.store.connection.execute("BEGIN")
        annotators = _layers(project, request)
        report = Report(annotators[0].name if annotators and not request.all_layers else None)
        reader = Reader(project, annotators, keep_empty=not request.all_layers)
        documents = _counted(reader.all(request.states), format_, report, step, len(project.documents.ids()))
        _write(request.output, format_.write(documents, data_set(project), options, report.losses.append))
    report.losses = told_once(report.losses)
    report.spans -= sum(loss.is_span for loss in report.losses)
    return report


def _layers(project: Project, request: Request) -> list[Annotator]:
    if request.all_layers:
        return project.people.all()
    one = people.chosen(project, request.annotator)
    return [one] if one else []


def _counted(
    documents: Iterable[AnnotatedDocument], format_: Format, report: Report, step: Step, total: int
) -> Iterator[AnnotatedDocument]:
    step(0, total)
    for document in documents:
        yield document
        report.losses += beside_spans(document, format_.holds)
        report.documents += 1
        report.spans += sum(len(layer.spans) for layer in document.annotations)
        step(report.documents, total)


def _check_output(request: Request) -> None:
    """Raises RefusedError("output.project") when the data set would be written over the project or its log."""
    for suffix in ("", "-wal", "-shm", "-journal", ".lock"):
        if os.path.realpath(request.output) == os.path.realpath(request.project + suffix):
            raise RefusedError("output.project", path=request.output)


def _write(path: str, pieces: Iterable[str | bytes]) -> None:
    folder, name = os.path.split(os.path.abspath(path))
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with open(temporary, "wb") as file:
            for piece in pieces:
                file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise ProjectError("output.failed", path=path, reason=error.strerror or str(error)) from error
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
