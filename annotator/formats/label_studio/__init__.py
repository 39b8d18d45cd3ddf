"""Label Studio: a list of tasks, and the labeling configuration that shows them (https://labelstud.io/guide/task_format).

The folder holds `labeling-config.xml`, whose text goes into the settings of a new project there, and `tasks.json`,
which is then imported. Layers of people and gold are annotations, layers of machines are predictions. Offsets count
code points. Label Studio refuses annotators that it does not know, so only an e-mail address is told as `completed_by`;
other names stand beside it, where it overlooks them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Mark
from annotator.core.model import AnnotatorKind, Origin, State
from annotator.formats.label_studio import reading as label_studio_reading
from annotator.formats.label_studio.config import LABELS, TEXT, TOPICS, Controls, config
from annotator.formats.parts import headings
from annotator.formats.parts.json_records import line_of
from annotator.formats.parts.json_stream import elements
from annotator.formats.protocol import (
    EVERYTHING,
    BadRecord,
    BaseFormat,
    Content,
    Entry,
    Head,
    Holds,
    Loss,
    Piece,
    ReadOptions,
    WriteOptions,
)
from annotator.formats.source import Source

CONFIG = "labeling-config.xml"
TASKS = "tasks.json"

_TOLD = frozenset({"annotations", "predictions", "completions"})


class LabelStudio(BaseFormat):
    """Everything but answers and the kinds of lines is held."""

    name = "label-studio"
    title = "Label Studio, tasks with annotations and predictions"
    suffixes = (".json",)
    is_folder = True
    can_read = True
    can_write = True
    holds = EVERYTHING - {Holds.PARTS, Holds.LINES, Holds.ANSWERS}

    def sniff(self, head: Head) -> float:
        """An object with data and annotations or predictions."""
        record = head.record
        if record is None or not isinstance(record.get("data"), dict):
            return 0.0
        return 0.95 if _TOLD.intersection(record) else 0.4

    def is_companion(self, source: Source) -> bool:
        """The labeling configuration."""
        return source.name == CONFIG

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:
        """The tasks of a file, streaming; also those of exports from before 2022, which count UTF-16 units.

        Raises InputError("input.unreadable").
        """
        for number, (line, task) in enumerate(elements(source), 1):
            if isinstance(task, BadRecord):
                yield task
            else:
                yield from label_studio_reading.contents(task, source, line, number, options)

    def adapt(
        self,
        document: AnnotatedDocument,
        options: WriteOptions,  # noqa: ARG002
        lost: Callable[[Loss], None],  # noqa: ARG002
    ) -> AnnotatedDocument:
        """The same with the layers of machines after the others, as a task has them."""
        layers = sorted(document.annotations, key=_is_machine)
        return replace(document, annotations=tuple(layers))

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,
        options: WriteOptions,  # noqa: ARG002
    ) -> Iterator[Piece]:
        """The configuration, then one task a line."""
        yield Entry(CONFIG)
        yield config(data.labels)
        yield Entry(TASKS)
        controls = Controls(data.labels)
        mark = "["
        for document in documents:
            yield f"{mark}\n{line_of(_task(document, controls)).rstrip()}"
            mark = ","
        yield "\n]\n" if mark == "," else "[]\n"


def _is_machine(layer: Annotation) -> bool:
    return layer.kind == AnnotatorKind.MACHINE


def _task(document: AnnotatedDocument, controls: Controls) -> dict[str, Any]:
    task: dict[str, Any] = {"data": {TEXT: document.text, **headings.told(document)}}
    if document.meta:
        task["meta"] = document.meta
    found = [(layer, _results(layer, n, controls)) for n, layer in enumerate(document.annotations)]
    task["annotations"] = [_annotation(layer, results) for layer, results in found if not _is_machine(layer)]
    task["predictions"] = [_prediction(layer, results) for layer, results in found if _is_machine(layer)]
    return task


def _annotation(layer: Annotation, results: list[dict[str, Any]]) -> dict[str, Any]:
    who = {"annotator": layer.annotator}
    return {
        **({"completed_by": {"email": layer.annotator}} if "@" in layer.annotator else who if layer.annotator else {}),
        "was_cancelled": layer.state == State.SKIPPED,
        "ground_truth": layer.kind == AnnotatorKind.GOLD,
        "lead_time": layer.seconds,
        "state": layer.state,
        "result": results,
    }


def _prediction(layer: Annotation, results: list[dict[str, Any]]) -> dict[str, Any]:
    scores = [mark.score for mark in layer.spans if mark.score is not None]
    mean = {"score": min(1.0, max(0.0, sum(scores) / len(scores)))} if scores else {}
    return {"model_version": layer.annotator, **mean, "result": results}


def _results(layer: Annotation, number: int, controls: Controls) -> list[dict[str, Any]]:
    names = [f"{number}-{n}" for n in range(len(layer.spans))]
    # the spans of machines are theirs, as predictions are
    marks = (replace(mark, origin=Origin.MANUAL) for mark in layer.spans) if _is_machine(layer) else layer.spans
    results = [result for mark, name in zip(marks, names, strict=True) for result in _region(mark, name, controls)]
    for link in layer.relations:
        relation = {"type": "relation", "from_id": names[link.source], "to_id": names[link.target]}
        extra = {"meta": {"attributes": link.attributes}} if link.attributes else {}
        results.append({**relation, "direction": "right", "labels": [link.label], **extra})
    if layer.document_labels:
        topics = {"choices": [topic.label for topic in layer.document_labels]}
        results.append({"id": f"{number}-{TOPICS}", **_control(TOPICS, "choices"), "value": topics})
    return results


def _region(mark: Mark, name: str, controls: Controls) -> Iterator[dict[str, Any]]:
    """The result with the span's label, and one for each attribute that has a control."""
    place = {"start": mark.start, "end": mark.end}
    rest, answers = {}, []
    for key, value in mark.attributes.items():
        answer = controls.answer(mark.label, key, value)
        if answer is None:
            rest[key] = value
        else:
            answers.append(answer)
    region: dict[str, Any] = {"id": name, **_control(LABELS, "labels")}
    if mark.origin == Origin.SUGGESTION:
        region["origin"] = "prediction"
    if mark.score is not None:
        region["score"] = mark.score
    meta: dict[str, Any] = {"text": [mark.note]} if mark.note else {}
    if rest:
        meta["attributes"] = rest
    if mark.origin not in (Origin.MANUAL, Origin.SUGGESTION):
        meta["origin"] = mark.origin
    value = {**place, "text": mark.quote, "labels": [mark.label]}
    yield {**region, "value": value, **({"meta": meta} if meta else {})}
    for answer in answers:
        yield {"id": name, **_control(answer.name, answer.kind), "value": {**place, answer.key: answer.values}}


def _control(name: str, kind: str) -> dict[str, str]:
    return {"from_name": name, "to_name": TEXT, "type": kind}
