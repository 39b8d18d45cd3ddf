"""XML of unknown origin, read with the standard library's expat, and what it takes to write XML that comes back.

A document type declaration is refused wherever it stands: with it go entities that grow without end and those that
name other files. Depth, size and number of elements are bounded. Names are in Clark notation: `{namespace}name`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.parts.characters import Replacement
from annotator.formats.protocol import Loss
from annotator.formats.source import RECORD, WHOLE, Source, reading_error

DEPTH = 200
"""The most elements that may lie in each other."""

ELEMENTS = 1_000_000
"""The most elements and attributes that are held at once."""

_CHUNK = 1024 * 1024

ID = "{http://www.w3.org/XML/1998/namespace}id"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets)."""

_REPLACEMENT = Replacement(_ILLEGAL, "\ufffd")
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Parsers make LF of CR, and blanks of line ends in attributes; editors take the other two for line ends.
_REFERENCES = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}
_IN_TEXT = str.maketrans({**_TEXT, **_REFERENCES})
_IN_QUOTES = str.maketrans({**_TEXT, **_REFERENCES, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


@dataclass(slots=True)
class Element:
    """An element with the line it begins in, its attributes, and its content: text and elements in order.

    Text may come in several pieces one after the other.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    content: list[Element | str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name without the namespace."""
        return self.tag.rpartition("}")[2]

    @property
    def namespace(self) -> str:
        """The namespace, empty without one."""
        return self.tag[1:].rpartition("}")[0]

    @property
    def text(self) -> str:
        """All text in the element and those below it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, default)

    def children(self, *names: str) -> Iterator[Element]:
        """The elements directly below, those of these names (without namespace) only when any is given."""
        for part in self.content:
            if isinstance(part, Element) and (not names or part.name in names):
                yield part

    def first(self, name: str) -> Element | None:
        """The first element of this name directly below."""
        return next(self.children(name), None)

    def below(self, *names: str) -> Iterator[Element]:
        """All elements of these names below this one, in order."""
        for child in self.children():
            if child.name in names:
                yield child
            yield from child.below(*names)


def tree(source: Source, limit: int = WHOLE) -> Element:
    """The whole of a file as its outermost element.

    Raises InputError: "input.unreadable", "input.too-large", "input.doctype", "input.xml", "input.xml-deep",
    "input.xml-elements".
    """
    builder = _Builder(source, None, limit)
    for _ in _fed(builder, source):
        pass
    assert builder.root is not None  # expat takes no file without an element
    return builder.root


def stream(source: Source, names: Collection[str], limit: int = RECORD) -> Iterator[Element]:
    """The outermost elements of these names (without namespace) one by one, each forgotten when the next is asked for.

    The file may be of any size, one such element `limit` bytes. Raises InputError as `tree` does, where it comes upon
    what is wrong.
    """
    yield from _fed(_Builder(source, frozenset(names), limit), source)


def text(value: str) -> str:
    """Text as the content of an element."""
    return value.translate(_IN_TEXT)


def quoted(value: str) -> str:
    """Text as the value of an attribute, with its quotes."""
    return f'"{value.translate(_IN_QUOTES)}"'


def attributes(values: Mapping[str, str | None]) -> str:
    """Attributes with a blank before each; those without a value (None) are left out."""
    return "".join(f" {name}={quoted(value)}" for name, value in values.items() if value is not None)


def legal(value: str) -> str:
    """Text with U+FFFD for each character that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("\ufffd", value)


def adapted(document: AnnotatedDocument, lost: Callable[[Loss], None]) -> AnnotatedDocument:
    """The document with U+FFFD for each character that XML 1.0 cannot hold, in text, labels, notes and all the rest.

    Each goes to `lost` as a "character". For the `adapt` of formats in XML.
    """
    document = _REPLACEMENT.in_heading(document, lost)
    return _REPLACEMENT.in_names(_REPLACEMENT.in_text(document, lost), lost)


def _fed(builder: _Builder, source: Source) -> Iterator[Element]:
    with source.open() as file:
        while not builder.is_done:
            try:
                data = file.read(_CHUNK)
            except OSError as error:
                raise reading_error(source.path, error) from error
            builder.feed(data)
            yield from builder.taken()


class _Builder:
    """Builds elements from what expat says: all into one tree, or those of certain names one by one."""

    def __init__(self, source: Source, names: frozenset[str] | None, limit: int) -> None:
        self.root: Element | None = None
        self.is_done = False
        self._names = names
        self._path = source.path
        self._limit = limit
        self._open: list[Element] = []
        self._depth = 0
        self._count = 0
        self._began = 0
        self._fed = 0
        self._place = -1
        self._quotes = 0
        self._ready: list[Element] = []
        self._parser = self._made()

    def _made(self) -> Any:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = 65536
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def feed(self, data: bytes) -> None:
        """The next bytes; none at the end of the file."""
        self.is_done = not data
        self._fed += len(data)
        try:
            self._parser.Parse(data, self.is_done)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise InputError("input.xml", path=self._path, line=error.lineno, reason=reason) from error
        except (ValueError, LookupError) as error:  # an encoding that Python does not know, or that is none of bytes
            reason = expat.errors.XML_ERROR_UNKNOWN_ENCODING
            raise InputError("input.xml", path=self._path, line=1, reason=reason) from error
        self._check_tag(data)
        # Between elements nothing is kept.
        began = self._began if self._open else self._parser.CurrentByteIndex
        if self._fed - max(0, began) > self._limit + _CHUNK:
            raise InputError("input.too-large", path=self._path, limit=self._limit // (1024 * 1024))

    def _check_tag(self, data: bytes) -> None:
        """A tag is made out when it ends; one with attributes without end is stopped before."""
        place = self._parser.CurrentByteIndex
        self._quotes = self._quotes + data.count(b'"') + data.count(b"'") if place == self._place else 0
        self._place = place
        if self._quotes > 2 * ELEMENTS:
            raise self._wrong("input.xml-elements", limit=ELEMENTS)

    def taken(self) -> list[Element]:
        """The elements that are complete since this was last asked."""
        ready, self._ready = self._ready, []
        return ready

    def _start(self, name: str, values: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise self._wrong("input.xml-deep", limit=DEPTH)
        tag = _clark(name)
        if not self._open and self._names is not None and tag.rpartition("}")[2] not in self._names:
            return
        if not self._open:
            self._began, self._count = self._parser.CurrentByteIndex, 0
        self._count += 1 + len(values)
        if self._count > ELEMENTS:
            raise self._wrong("input.xml-elements", limit=ELEMENTS)
        element = Element(tag, {_clark(key): value for key, value in values.items()}, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].content.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:  # noqa: ARG002
        self._depth -= 1
        if not self._open:
            return
        element = self._open.pop()
        if self._open:
            return
        if self._names is None:
            self.root = element
        else:
            self._ready.append(element)

    def _text(self, data: str) -> None:
        if self._open:
            self._open[-1].content.append(data)

    def _doctype(self, *_: object) -> None:
        raise InputError("input.doctype", path=self._path)

    def _wrong(self, code: str, **values: object) -> InputError:
        return InputError(code, path=self._path, line=self._parser.CurrentLineNumber, **values)


def _clark(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return f"{{{namespace}}}{local}" if namespace else local
