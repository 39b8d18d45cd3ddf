"""Plain text files: exactly their text, and what it says about itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from annotator.core.decoding import decode
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.furniture import classify, guess
from annotator.core.line_kinds import LineKind
from annotator.core.text import readable
from annotator.formats.protocol import BaseFormat, Content, reading_error


class PlainText(BaseFormat):
    """One document a file; encoding, title, date, author, source and furniture are found in the text."""

    name = "text"
    title = "Plain text, one article a file"
    suffixes = (".txt",)
    can_read = True

    def read(self, path: str) -> Iterator[Content]:
        """The one document of a file.

        Raises InputError: "input.unreadable", "input.encoding", "input.binary", "input.empty".
        """
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            raise reading_error(path, error) from error
        try:
            decoded = decode(data)
        except InputError as error:
            raise InputError(error.code, **{**error.values, "path": path}) from error
        name = readable(os.path.basename(path))
        document = AnnotatedDocument(name, decoded.text, meta={"encoding": decoded.encoding})
        yield described(document)


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
