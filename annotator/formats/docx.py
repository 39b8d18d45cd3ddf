"""Word documents (.docx): the text of their paragraphs and tables in order, and what they say about themselves.

Text that was deleted or moved away under change tracking is none of it, text that was put in is. Pictures, headers,
footnotes and fields are left out. (Format: ECMA-376, part 1, WordprocessingML.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.core import dates
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.parts import archive, safe_xml
from annotator.formats.parts.safe_xml import Element
from annotator.formats.plain_text import described
from annotator.formats.protocol import BaseFormat, Content, Head, ReadOptions
from annotator.formats.source import Source

LONGEST = 16 * 1024 * 1024
"""The most code points of a document."""

_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
_RELATIONS = "_rels/.rels"

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PASSED_OVER = frozenset({"pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "del", "moveFrom", "Fallback"})


class Docx(BaseFormat):
    """One document a file."""

    name = "docx"
    title = "Word document"
    suffixes = (".docx",)
    can_read = True

    def sniff(self, head: Head) -> float:
        """A zip archive with the parts of one."""
        if not head.data.startswith(archive.MAGIC):
            return 0.3 if head.suffix in self.suffixes else 0.0
        return 0.95 if head.suffix in self.suffixes or b"word/document.xml" in head.data else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The one document of a file.

        Raises InputError: "input.unreadable", "input.docx", "input.empty", "input.too-large", and those of
        `formats.parts.archive` and `formats.parts.safe_xml`.
        """
        parts = _parts(source)
        text = "\n".join(_lines(source, parts))
        if not text.strip():
            raise InputError("input.empty", path=source.path)
        core = _properties(parts)
        document = described(AnnotatedDocument(source.name, text, title=core.get("title", "")))
        yield replace(
            document,
            author=document.author or core.get("creator"),
            published=document.published or dates.parse(core.get("created", "")),
        )


def _parts(source: Source) -> dict[str, Source]:
    try:
        found = dict(archive.contents(source))
    except InputError as error:
        code = "input.docx" if error.code == "archive.damaged" else error.code
        raise InputError(code, **error.values) from error
    for item in found.values():
        if isinstance(item, InputError) and str(item.values["path"]).endswith(".xml"):
            raise item
    return {inner: part for inner, part in found.items() if not isinstance(part, InputError)}


def _lines(source: Source, parts: dict[str, Source]) -> Iterator[str]:
    part = parts.get(_main(parts))
    if part is None:
        raise InputError("input.docx", path=source.path)
    length = 0
    for block in safe_xml.stream(part, {"p", "tbl"}):
        for line in _block(block):
            length += len(line) + 1
            if length > LONGEST:
                raise InputError("input.too-large", path=source.path, limit=LONGEST // (1024 * 1024))
            yield line


def _main(parts: dict[str, Source]) -> str:
    """The part with the text, which some programs call otherwise."""
    if _MAIN in parts or _RELATIONS not in parts:
        return _MAIN
    for relation in safe_xml.stream(parts[_RELATIONS], {"Relationship"}):
        if relation.get("Type").endswith("/officeDocument"):
            return archive.cleaned(relation.get("Target"))
    return _MAIN


def _block(block: Element) -> Iterator[str]:
    """The lines of a paragraph or a table."""
    if not _is_word(block):
        return
    if block.name == "p":
        yield from _Paragraph(block).lines
    elif block.name == "tbl":
        for row in _rows(block):
            cells = [list(_blocks(cell)) for cell in row.children("tc", "sdt")]
            is_plain = all(len(lines) <= 1 for lines in cells)
            lines = [line for lines in cells for line in lines or [""]]
            yield from ["\t".join(lines)] if is_plain else lines


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables in its cells."""
    for child in element.children():
        if child.name == "tr":
            yield child
        elif child.name not in _PASSED_OVER:
            yield from _rows(child)


def _blocks(element: Element) -> Iterator[str]:
    """The lines of the paragraphs and tables in a cell, a text box or what stands around them."""
    for child in element.children():
        if child.name in ("p", "tbl"):
            yield from _block(child)
        elif child.name not in _PASSED_OVER:
            yield from _blocks(child)


class _Paragraph:
    """The lines of a paragraph: its own, and those of text boxes that hang on it."""

    def __init__(self, element: Element) -> None:
        self._pieces: list[str] = []
        self._boxes: list[str] = []
        self._take(element)
        self.lines = ["".join(self._pieces), *self._boxes]

    def _take(self, element: Element) -> None:
        for child in element.children():
            if child.name in _PASSED_OVER:
                continue
            if child.name == "txbxContent":
                self._boxes += _blocks(child)
            elif not _is_word(child):
                self._take(child)
            elif child.name == "t":
                self._pieces.append(child.text)
            elif child.name in _SIGNS:
                self._pieces.append(_SIGNS[child.name])
            else:
                self._take(child)


def _is_word(element: Element) -> bool:
    """Whether an element is one of text, not of drawings or formulas in it."""
    return "wordprocessingml" in element.namespace


def _properties(parts: dict[str, Source]) -> dict[str, str]:
    """What the file says of itself: title, creator and created, when they say something."""
    part = parts.get(_CORE)
    found = safe_xml.stream(part, {"title", "creator", "created"}) if part else ()
    told = {element.name: " ".join(element.text.split()) for element in found}
    return {name: value for name, value in told.items() if value}
