"""Plain text files: exactly their text, and what it says about itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from annotator.core.decoding import Decoded, decode
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.furniture import classify, guess
from annotator.core.line_kinds import LineKind
from annotator.formats.protocol import BaseFormat, Content, Head, Holds, ReadOptions
from annotator.formats.source import WHOLE, Source, read_whole

_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins, where zero bytes are nothing odd."""


class PlainText(BaseFormat):
    """One document a file; encoding, title, date, author, source and furniture are found in the text."""

    name = "text"
    title = "Plain text, one article a file"
    suffixes = (".txt",)
    can_read = True
    holds = frozenset({Holds.TEXT})

    def sniff(self, head: Head) -> float:
        """Whatever can be text may be this; a file with our ending more than any other."""
        is_named = head.suffix in self.suffixes
        if b"\0" in head.data and not head.data.startswith(_WIDE):
            return 0.1 if is_named else 0.0
        return 0.5 if is_named else 0.05

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The one document of a file.

        Raises InputError: "input.unreadable", "input.too-large", "input.encoding", "input.binary", "input.empty".
        """
        decoded = decoded_whole(source)
        yield described(AnnotatedDocument(source.name, decoded.text, meta={"encoding": decoded.encoding}))


def decoded_whole(source: Source, limit: int = WHOLE) -> Decoded:
    """The text of a whole file of at most `limit` bytes.

    Raises InputError: "input.unreadable", "input.too-large", "input.encoding", "input.binary", "input.empty".
    """
    try:
        return decode(read_whole(source, limit))
    except InputError as error:
        raise InputError(error.code, **{**error.values, "path": source.path}) from error


def described(document: AnnotatedDocument, guess_lines: bool = True, guess_rest: bool = True) -> AnnotatedDocument:
    """The same document with what its text says: the kinds of lines, and title, date, author and source.

    What the document says already about the rest stays; a title is there in the end, if only the file's name.
    """
    if guess_lines or guess_rest:
        lines = classify(document.text)
        if guess_lines:
            kinds = ((line.start, line.end, line.kind) for line in lines if line.kind != LineKind.BODY)
            document = replace(document, lines=tuple((start, end, str(kind), "rule") for start, end, kind in kinds))
        if guess_rest:
            guessed = guess(document.text, lines)
            document = replace(
                document,
                title=document.title or guessed.title or "",
                published=document.published or guessed.published,
                author=document.author or guessed.author,
                source=document.source or guessed.source,
            )
    return document if document.title else replace(document, title=os.path.splitext(document.name)[0] or document.name)
