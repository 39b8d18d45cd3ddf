"""A page with highlights of ours read again, for comparing what was written with what was meant."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark, Topic
from annotator.formats.html.style import MARK
from annotator.formats.parts import headings
from annotator.formats.source import HEAD, Source, reading_error

_CHUNK = 256 * 1024


def documents(source: Source) -> Iterator[AnnotatedDocument]:
    """The articles of a page of ours, one by one.

    Raises InputError: "input.unreadable", "input.expected" when it is none of ours.
    """
    reader = _Reader()
    decode = codecs.getincrementaldecoder("utf-8")("replace")
    with source.open() as file:
        try:
            data = file.read(HEAD)
            if MARK not in data:
                raise InputError("input.expected", path=source.path, format="html", expected=MARK.decode())
            while data:
                reader.feed(decode.decode(data))
                yield from reader.taken()
                data = file.read(_CHUNK)
        except OSError as error:
            raise reading_error(source.path, error) from error
    reader.close()
    yield from reader.taken()


def written(value: Any) -> str:
    """The value of an attribute as the page has it."""
    return value if isinstance(value, str) else json.dumps(value)


@dataclass
class _Article:
    """An article as far as it was read."""

    heading: dict[str, str]
    text: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[int, tuple[int, int, str]] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    attributes: dict[int, dict[str, Any]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)

    def document(self) -> AnnotatedDocument:
        """The article with one layer of all that it shows."""
        text = "".join(self.text)
        spans = tuple(
            Mark(start, end, label, text[start:end], note=self.notes.get(n, ""), attributes=self.attributes.get(n, {}))
            for n, (start, end, label) in sorted(self.spans.items())
        )
        topics = tuple(map(Topic, self.topics))
        layer = Annotation("", spans=spans, relations=tuple(self.links), document_labels=topics)
        return AnnotatedDocument(text=text, annotations=(layer,), **self.heading)  # type: ignore[arg-type]


class _Reader(HTMLParser):
    """Follows the tags that `formats.html` writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._ready: list[AnnotatedDocument] = []
        self._article = _Article({})
        self._is_text = False
        self._open: list[tuple[int, int, str]] = []
        self._row: int | None = None
        self._value: tuple[str, str] | None = None
        self._caught: list[str] | None = None

    def taken(self) -> Iterator[AnnotatedDocument]:
        """The articles that are complete since this was last asked."""
        ready, self._ready = self._ready, []
        yield from ready

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The beginning of an element."""
        told = {name: value or "" for name, value in attrs}
        kind = told.get("class", "")
        article = self._article
        if tag == "article":
            self._article = _Article({name: told.get(f"data-{name}", "") for name in headings.FIELDS})
        elif kind == "topic":
            article.topics.append(told["data-label"])
        elif kind == "text":
            self._is_text = True
        elif tag == "mark":
            self._open.append((int(told["data-span"]), article.length, told["data-label"]))
        elif "data-span" in told:
            self._row = int(told["data-span"])
        elif "data-relation" in told:
            self._row = None
            article.links.append(Link(int(told["data-source"]), int(told["data-target"]), told["data-relation"]))
        elif "data-attribute" in told:
            self._value = told["data-attribute"], told["data-kind"]
        elif kind == "note" or (tag == "span" and self._value):
            self._caught = []

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        if tag == "mark":
            place, start, label = self._open.pop()
            first = self._article.spans.get(place, (start, 0, label))[0]
            self._article.spans[place] = first, self._article.length, label
        elif tag == "div":
            self._is_text = False
        elif tag in ("span", "p") and self._caught is not None:
            self._keep("".join(self._caught))
        elif tag == "article":
            self._ready.append(self._article.document())

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._is_text:
            self._article.text.append(data)
            self._article.length += len(data)
        elif self._caught is not None:
            self._caught.append(data)

    def _keep(self, text: str) -> None:
        """An attribute or a note that has come to its end."""
        self._caught = None
        if self._value is None:
            if self._row is not None:
                self._article.notes[self._row] = text
            return
        name, kind = self._value
        self._value = None
        value = text if kind == "text" else json.loads(text)
        if self._row is None:
            self._article.links[-1].attributes[name] = value
        else:
            self._article.attributes.setdefault(self._row, {})[name] = value
