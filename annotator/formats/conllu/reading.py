"""CoNLL-U read: the text put together from tokens and what stands between them, spans from MISC.

What is not said is taken as usual: one blank after a token, a line for each sentence. Words of a multiword token have
no place of their own in the text; empty nodes have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.core.errors import InputError
from annotator.formats.columns.assembly import Assembly
from annotator.formats.columns.reading import Block, blocks, parsed_tag, spans_of_levels
from annotator.formats.protocol import BadRecord, Content
from annotator.formats.source import Source, stem

ABOUT = ("title", "source", "url", "author", "published", "language")
"""What comments at the beginning of a document say about it."""

_COMMENT = re.compile(r"#\s*([^=]*?)\s*(?:=\s*(.*))?")
_NUMBER = re.compile(r"([0-9]+)(?:([-.])([0-9]+))?")
_TAG = re.compile(r"ner([0-9]{0,4})$", re.IGNORECASE)
# neither a zero nor half a surrogate pair, which no text has
_ESCAPE = re.compile(r"\\(?:u(?!0000|d[89a-f])([0-9a-f]{4})|(.))")
_LONG = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}
_COLUMNS = 10


class _Token(NamedTuple):
    form: str
    before: str
    after: str | None
    tags: list[tuple[int, tuple[str, str]]]


def documents(source: Source) -> Iterator[Content]:
    """The documents of a file, each from `# newdoc` on. Raises InputError("input.unreadable" or "input.too-large")."""
    reading = _Documents(source)
    for block in blocks(source):
        comments = dict(_comments(block))
        if "newdoc" in comments or "newdoc id" in comments:
            yield from reading.finished()
            reading.begin(comments)
        try:
            reading.add(block)
        except InputError as error:
            yield BadRecord(error)
    yield from reading.finished()


def _comments(block: Block) -> Iterator[tuple[str, str]]:
    for _, row in block.rows:
        match = _COMMENT.fullmatch(row)
        if match is None:
            return
        yield match[1], match[2] or ""


class _Documents:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._count = 0
        self._assembly = Assembly()
        self._comments: dict[str, str] = {}
        self._pending = ""

    def begin(self, comments: dict[str, str]) -> None:
        """A document with what its first comments say."""
        self._count += 1
        self._comments = comments

    def add(self, block: Block) -> None:
        """One sentence more."""
        if block.error is not None:
            raise block.error
        found = list(self._tokens(block))
        if not found:
            return
        self._assembly.text(self._pending + found[0].before)
        glue = [" " if token.after is None else token.after for token in found]
        glue[-1] = found[-1].after or ""
        self._pending = "\n" if found[-1].after is None else ""
        spans = spans_of_levels(token.tags for token in found)
        self._assembly.sentence([token.form for token in found], glue, spans)

    def finished(self) -> Iterator[Content]:
        """The document as it is now, when there is any."""
        name = self._comments.get("newdoc id") or stem(self._source) + (f"-{self._count}" if self._count else "")
        about = {key: self._comments.get(key, "") for key in ABOUT}
        found = self._assembly.document(name, self._source, is_exact=True, **about)
        self._assembly, self._pending = Assembly(), ""
        if found is not None:
            yield found

    def _tokens(self, block: Block) -> Iterator[_Token]:
        covered = 0
        for line, row in block.rows:
            if row.startswith("#"):
                continue
            cells = row.split("\t")
            number = _NUMBER.fullmatch(cells[0])
            if len(cells) != _COLUMNS:
                values = {"columns": _COLUMNS, "found": len(cells)}
                raise InputError("record.columns", path=self._source.path, line=line, **values)
            if number is None:
                raise InputError("record.token-id", path=self._source.path, line=line, found=cells[0])
            if not cells[1]:
                raise InputError("record.empty-cell", path=self._source.path, line=line, column=2)
            if number[2] == "-":
                covered = int(number[3][:9])
            elif number[2] == "." or int(number[1][:9]) <= covered:
                continue
            yield self._token(cells, line)

    def _token(self, cells: list[str], line: int) -> _Token:
        misc = dict(item.partition("=")[::2] for item in cells[-1].split("|"))
        after = _plain(misc["SpacesAfter"]) if "SpacesAfter" in misc else None
        if after is None and misc.get("SpaceAfter") == "No":
            after = ""
        form = _plain(misc["SpacesInToken"]) if "SpacesInToken" in misc else cells[1]
        return _Token(form, _plain(misc.get("SpacesBefore", "")), after, list(self._tags(misc, line)))

    def _tags(self, misc: dict[str, str], line: int) -> Iterator[tuple[int, tuple[str, str]]]:
        for key, value in misc.items():
            if match := _TAG.match(key):
                level = int(match[1]) if match[1] else 1
                yield level, parsed_tag(_plain(value), self._source, line)


def _plain(value: str) -> str:
    r"""A value without escapes: `\s` is a blank again."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _LONG.get(match[2], match[2]), value)
