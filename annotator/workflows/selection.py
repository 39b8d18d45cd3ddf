"""What of a project goes into a data set: which layers, which articles, which labels, and which text of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.core import rewriting
from annotator.core.errors import RefusedError
from annotator.core.exchange import AnnotatedDocument, Annotation
from annotator.core.model import Annotator, Scope, State
from annotator.core.query import parse
from annotator.core.rewriting import Rewritten
from annotator.formats.protocol import Loss
from annotator.storage import concordance
from annotator.storage.project import Project
from annotator.workflows import people
from annotator.workflows.reading import Reader


@dataclass(frozen=True, slots=True)
class Selection:
    """Layers by the names of their annotators (the only person's without any), articles by state and by a query of
    `core.query`, spans by label; the text as it is stored, without furniture, composed (NFC).

    `parts` are the parts of a split by the document's number; documents without one are left out. `ids` are the numbers
    of the only documents that are meant.
    """

    annotators: Sequence[str] = ()
    all_layers: bool = False
    states: Sequence[State] = ()
    labels: Sequence[str] = ()
    query: str = ""
    without_furniture: bool = False
    composed: bool = False
    parts: Mapping[int, str] | None = field(default=None, hash=False)
    ids: Collection[int] | None = field(default=None, hash=False)

    @property
    def has_layers(self) -> bool:
        """Whether several layers may be meant."""
        return self.all_layers or len(self.annotators) > 1


class Selected:
    """A selection, found in a project."""

    def __init__(self, project: Project, selection: Selection) -> None:
        """Raises RefusedError: "annotator.unknown", "annotator.several", "label.unknown"; InputError for a query."""
        self.annotators = _layers(project, selection)
        self._project = project
        self._selection = selection
        self._labels = frozenset(_known(project, selection.labels))
        self._reader = Reader(project, self.annotators, keep_empty=not selection.has_layers)

    def keys(self) -> list[int]:
        """The numbers of the documents, in order."""
        keys = self._reader.in_states(self._selection.states)
        if self._selection.ids is not None:
            meant = frozenset(self._selection.ids)
            keys = [key for key in keys if key in meant]
        if self._selection.parts is not None:
            keys = [key for key in keys if self._selection.parts.get(key)]
        if self._selection.query:
            hits = set(_with_hits(self._project, self.annotators, self._selection.query))
            keys = [key for key in keys if key in hits]
        return keys

    def part(self, key: int) -> str:
        """The part of the split that a document is in; empty without a split."""
        return self._selection.parts.get(key, "") if self._selection.parts is not None else ""

    def documents(self, keys: Sequence[int]) -> Iterator[AnnotatedDocument]:
        """These documents with the layers, as they are stored."""
        return self._reader.these(keys)

    def chosen(self, document: AnnotatedDocument) -> tuple[AnnotatedDocument, list[Loss]]:
        """The document with the labels that are chosen, and the relations that are lost by it."""
        losses: list[Loss] = []
        if not self._labels:
            return document, losses
        layers = tuple(self._with_labels(layer, document.name, losses) for layer in document.annotations)
        return replace(document, annotations=layers), losses

    def rewritten(self, document: AnnotatedDocument) -> tuple[AnnotatedDocument, list[Loss]]:
        """The document with the text that is chosen, and what is lost by its being another."""
        losses: list[Loss] = []
        if self._selection.without_furniture:
            document = _noted(rewriting.without_furniture(document), "furniture", losses, document)
        if self._selection.composed:
            document = _noted(rewriting.composed(document), "duplicate", losses, document)
        return document, losses

    def _with_labels(self, layer: Annotation, name: str, losses: list[Loss]) -> Annotation:
        """A layer with the chosen labels; a relation that is chosen, but not what it ties, is lost."""
        places = [n for n, mark in enumerate(layer.spans) if mark.label in self._labels]
        place = {old: new for new, old in enumerate(places)}
        wanted = [link for link in layer.relations if link.label in self._labels]
        for link in wanted:
            if link.source not in place or link.target not in place:
                source = layer.spans[link.source]
                losses.append(Loss(name, source.start, source.end, link.label, "relation"))
        return replace(
            layer,
            spans=tuple(layer.spans[n] for n in places),
            answers=tuple(answer for answer in layer.answers if answer.label in self._labels),
            relations=tuple(
                replace(link, source=place[link.source], target=place[link.target])
                for link in wanted
                if link.source in place and link.target in place
            ),
            document_labels=tuple(topic for topic in layer.document_labels if topic.label in self._labels),
        )


def _noted(made: Rewritten, reason: str, losses: list[Loss], before: AnnotatedDocument) -> AnnotatedDocument:
    """The rewritten document; what has no place in it is lost, told by its place in the stored text."""
    original = origin(before)
    for mark in made.gone:
        losses.append(Loss(before.name, *original(mark.start, mark.end), mark.label, reason))
    for mark, link in made.gone_links:
        losses.append(Loss(before.name, *original(mark.start, mark.end), link.label, "relation"))
    return made.document


def origin(document: AnnotatedDocument) -> Callable[[int, int], tuple[int, int]]:
    """From ranges of a document's text to those of the stored text."""
    if not document.offsets:
        return lambda start, end: (start, end)
    return rewriting.Offsets(document.offsets, len(document.text)).original


def _layers(project: Project, selection: Selection) -> list[Annotator]:
    if selection.all_layers:
        return project.people.all()
    if selection.annotators:
        return [project.people.find(name) for name in dict.fromkeys(selection.annotators)]
    one = people.chosen(project, None)
    return [one] if one else []


def _known(project: Project, labels: Sequence[str]) -> Sequence[str]:
    known = {label.name for label in project.labels.all()}
    for name in labels:
        if name not in known:
            raise RefusedError("label.unknown", label=name)
    return labels


def _with_hits(project: Project, annotators: Sequence[Annotator], query: str) -> Iterator[int]:
    labels = {label.name: label.id for label in project.labels.all() if label.scope == Scope.SPAN}
    scope = concordance.Scope(annotators[0].id if annotators else 0, labels)
    for portion in concordance.search(project.store.connection, project.path, parse(query), scope, limit=sys.maxsize):
        yield from (hit.document for hit in portion.hits)
