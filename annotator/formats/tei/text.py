"""The text of a TEI document as one string, and where in it each element lies."""

from __future__ import annotations

import re

from annotator.formats.parts import safe_xml
from annotator.formats.parts.safe_xml import Element

_BLOCKS = frozenset(
    {
        "text", "front", "body", "back", "group", "div", "div1", "div2", "div3", "div4", "head", "p", "ab", "l", "lg",
        "list", "item", "label", "table", "row", "cell", "sp", "speaker", "stage", "opener", "closer", "salute",
        "signed", "dateline", "byline", "trailer", "argument", "epigraph", "titlePage", "docTitle", "titlePart",
        "figure",
    }
)  # fmt: skip
"""Elements that stand on lines of their own."""

_LEFT_OUT = frozenset({"note", "figDesc", "fw", "teiHeader", "standOff"})
"""What is no part of the running text."""

_WORDS = re.compile(r"\s+")


class FlatText:
    """The running text of an element. Blanks are as in print, one between words, except under `xml:space="preserve"`.

    `places` are the ranges of elements with an id, `elements` all elements with their ranges, half-open in code points.
    """

    def __init__(self, element: Element) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        self.elements: list[tuple[Element, int, int]] = []
        self._parts: list[str] = []
        self._length = 0
        self._opened: list[int | None] = []
        self._between = ""
        self._add(element, is_kept=False)
        self.text = "".join(self._parts)

    def _add(self, element: Element, is_kept: bool) -> None:
        if element.name in _LEFT_OUT:
            return
        is_kept = element.get(safe_xml.SPACE, "preserve" if is_kept else "") == "preserve"
        is_block = element.name in _BLOCKS
        if is_block or element.name == "lb":
            self._separate("\n")
        self._opened.append(None)
        for part in element.content:
            if isinstance(part, Element):
                self._add(part, is_kept)
            elif is_kept:
                self._put(part)
            else:
                self._put_words(part)
        self._close(element)
        if is_block:
            self._separate("\n")

    def _close(self, element: Element) -> None:
        start = self._opened.pop()
        place = (self._length if start is None else start), self._length
        self.elements.append((element, *place))
        if safe_xml.ID in element.attributes:
            self.places.setdefault(element.attributes[safe_xml.ID], place)

    def _separate(self, blank: str) -> None:
        if self._length and self._between != "\n":
            self._between = blank

    def _put(self, text: str) -> None:
        if not text:
            return
        self._parts.append(self._between + text)
        start = self._length + len(self._between)
        self._opened = [start if place is None else place for place in self._opened]
        self._length = start + len(text)
        self._between = ""

    def _put_words(self, text: str) -> None:
        if text[:1].isspace():
            self._separate(" ")
        self._put(_WORDS.sub(" ", text.strip()))
        if text[-1:].isspace():
            self._separate(" ")
