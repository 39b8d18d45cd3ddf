"""Which text of the project a text without exact blanks is: by its words and signs alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.core.text import digest
from annotator.formats.essence import Squeezed, squeezed
from annotator.storage import imports
from annotator.storage.store import Store


class Twin(NamedTuple):
    """A text of the project, by its digest."""

    digest: str
    text: str


class _HasDocument(Protocol):
    @property
    def document(self) -> AnnotatedDocument: ...


class KnownTexts:
    """The texts of a project and of what is on its way in; they are gathered when they are first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._digests: dict[str, str] | None = None
        """The digest of each text by that of its words and signs."""

    def twin(self, text: str, unwritten: Mapping[str, _HasDocument]) -> Twin | None:
        """The text that differs from this one in blanks and `_` alone; `unwritten` are documents of this import that
        are not in the project file yet, by the digests of their texts."""
        words = squeezed(text)
        if not words:
            return None
        found = self._gathered(unwritten).get(digest(words))
        if found is None:
            return None
        item = unwritten.get(found)
        return Twin(found, item.document.text if item else imports.text_of(self._store, found))

    def add(self, text: str, key: str) -> None:
        """Takes note of a text that comes in, with its digest."""
        if self._digests is not None:
            self._digests.setdefault(digest(squeezed(text)), key)

    def _gathered(self, unwritten: Mapping[str, _HasDocument]) -> dict[str, str]:
        if self._digests is None:
            self._digests = {}
            for key, text in imports.texts(self._store):
                self.add(text, key)
            for key, item in unwritten.items():
                self.add(item.document.text, key)
        return self._digests


def fitted(document: AnnotatedDocument, text: str) -> AnnotatedDocument:
    """The document with a text that differs in blanks and `_` alone, its spans where they are there."""
    here, there = Squeezed(document.text), Squeezed(text)
    layers = (_moved(layer, here, there, text) for layer in document.annotations)
    return replace(document, text=text, lines=(), annotations=tuple(layers))


def _moved(layer: Annotation, here: Squeezed, there: Squeezed, text: str) -> Annotation:
    """The layer on the other text. A span of nothing but `_` is nowhere there and goes with its relations."""
    spans: list[Mark] = []
    places: dict[int, int] = {}
    for number, mark in enumerate(layer.spans):
        start, end = here.place(mark.start), here.place(mark.end)
        if start < end:
            places[number] = len(spans)
            start, end = there.origin(start, end)
            spans.append(replace(mark, start=start, end=end, quote=text[start:end]))
    relations = tuple(
        replace(link, source=places[link.source], target=places[link.target])
        for link in layer.relations
        if link.source in places and link.target in places
    )
    return replace(layer, spans=tuple(spans), relations=relations, answers=())
