"""Which text of the project a text is that lost something in its format.

Formats without exact texts keep words and signs alone, and of characters without width not all. Others have one
character in place of each that they cannot hold: there offsets are the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, Protocol

from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.core.text import digest
from annotator.formats.essence import Squeezed, squeezed
from annotator.formats.parts import safe_xml
from annotator.storage import imports
from annotator.storage.store import Store

_SUBSTITUTES = "\ufffd", "\N{FULLWIDTH LESS-THAN SIGN}"
"""What formats in XML have for characters that XML has not, and VLSP 2018 for `<`."""


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
        self._replaced: dict[str, str] | None = None
        """The digest of each text by that of the text as `_replaced` makes it."""

    def twin(self, text: str, unwritten: Mapping[str, _HasDocument], is_exact: bool = False) -> Twin | None:
        """The text that differs from this one in blanks, `_` and characters without width alone; of one that
        `is_exact` the text of the same length that has other characters where this one has substitutes.

        `unwritten` are documents of this import that are not in the project file yet, by the digests of their texts.
        """
        found = self._as_replaced(text, unwritten) if is_exact else self._by_words(text, unwritten)
        if found is None:
            return None
        item = unwritten.get(found)
        return Twin(found, item.document.text if item else imports.text_of(self._store, found))

    def add(self, text: str, key: str) -> None:
        """Takes note of a text that comes in, with its digest."""
        if self._digests is not None:
            self._digests.setdefault(digest(_words(text)), key)
        if self._replaced is not None:
            self._replaced.setdefault(digest(_replaced(text)), key)

    def _by_words(self, text: str, unwritten: Mapping[str, _HasDocument]) -> str | None:
        words = _words(text)
        if not words:
            return None
        if self._digests is None:
            self._digests = self._all(unwritten, _words)
        return self._digests.get(digest(words))

    def _as_replaced(self, text: str, unwritten: Mapping[str, _HasDocument]) -> str | None:
        if not could_be_replaced(text):
            return None
        if self._replaced is None:
            self._replaced = self._all(unwritten, _replaced)
        return self._replaced.get(digest(_replaced(text)))

    def _all(self, unwritten: Mapping[str, _HasDocument], seen_as: Callable[[str], str]) -> dict[str, str]:
        """The digests of all texts that are there, by those of the texts as they are seen; of several the first."""
        found: dict[str, str] = {}
        here = ((key, item.document.text) for key, item in unwritten.items())
        for key, text in chain(imports.texts(self._store), here):
            found.setdefault(digest(seen_as(text)), key)
        return found


def could_be_replaced(text: str) -> bool:
    """Whether a text has a character that stands for one that a format cannot hold."""
    return any(sign in text for sign in _SUBSTITUTES)


def _replaced(text: str) -> str:
    """A text, of the same length, as all formats together would replace its characters."""
    return safe_xml.legal(text).replace("<", _SUBSTITUTES[1])


def _words(text: str) -> str:
    return squeezed(_visible(text))


def _visible(text: str) -> str:
    """A text, of the same length, with blanks for the characters without width (joiners, direction marks, BOM)."""
    if not text.isascii():
        for sign in set(text):
            if unicodedata.category(sign) == "Cf":
                text = text.replace(sign, " ")
    return text


def fitted(document: AnnotatedDocument, text: str, is_exact: bool = False) -> AnnotatedDocument:
    """The document with the text of its twin, its spans where they are there; they stay where they are when its own
    text `is_exact`."""
    if is_exact:
        layers = tuple(_quoted(layer, text) for layer in document.annotations)
        return replace(document, text=text, annotations=layers)
    here, there = Squeezed(_visible(document.text)), Squeezed(_visible(text))
    layers = tuple(_moved(layer, here, there, text) for layer in document.annotations)
    return replace(document, text=text, lines=(), annotations=layers)


def _quoted(layer: Annotation, text: str) -> Annotation:
    return replace(layer, spans=tuple(replace(mark, quote=text[mark.start : mark.end]) for mark in layer.spans))


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
