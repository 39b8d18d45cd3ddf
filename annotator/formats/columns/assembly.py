"""A document put together again from sentences of tokens: its text, and its spans in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.formats.parts.tokens import Placed
from annotator.formats.plain_text import described
from annotator.formats.source import WHOLE, Source

_JOINT = re.compile(r"(?<=[^_\s])_(?=[^_\s])")
_OPENING = frozenset("([{“‘«")
_CLOSING = frozenset(",.;:!?…)]}”’»%")


def unjoined(form: str) -> str:
    """A word of a column format as a text has it: its syllables with blanks between."""
    return _JOINT.sub(" ", form) if "_" in form else form


def usual_blanks(forms: Sequence[str]) -> Iterator[str]:
    """What stands after each token of a sentence, where the file does not say: blanks, none beside punctuation."""
    is_quoted = False
    for form, following in zip(forms, [*forms[1:], ""], strict=True):
        is_quoted ^= form == '"'
        opens = form in _OPENING or (form == '"' and is_quoted)
        closes = (following[:1] in _CLOSING and _CLOSING.issuperset(following)) or (following == '"' and is_quoted)
        yield "" if opens or closes else " "


class Assembly:
    """One document on its way in."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._marks: dict[tuple[int, int, str], None] = {}

    def text(self, piece: str) -> None:
        """More of the text that is no token."""
        self._pieces.append(piece)
        self._length += len(piece)

    def sentence(self, forms: Sequence[str], glue: Iterable[str], spans: Iterable[Placed]) -> None:
        """A sentence: its tokens, what stands in the text after each, and its spans."""
        places = []
        at = self._length
        for form, after in zip(forms, glue, strict=True):
            places.append((at, at + len(form)))
            at += len(form) + len(after)
            self._pieces += form, after
        self._length = at
        for span in spans:
            self._marks[places[span.first][0], places[span.last - 1][1], span.label] = None

    def document(self, name: str, source: Source, /, is_exact: bool = False, **about: str) -> AnnotatedDocument | None:
        """The document; None when it has no text. Unless the text is exact, blanks at its end go.

        Raises InputError("input.too-large").
        """
        if self._length > WHOLE:
            raise InputError("input.too-large", path=source.path, limit=WHOLE // (1024 * 1024))
        text = "".join(self._pieces)
        text = text if is_exact else text.rstrip(" \n")
        if not text or text.isspace():
            return None
        spans = tuple(Mark(start, end, label, text[start:end]) for start, end, label in self._marks)
        layers = (Annotation("", spans=spans),) if spans else ()
        known = {key: value for key, value in about.items() if value}
        return described(AnnotatedDocument(name, text, annotations=layers, **known))  # type: ignore[arg-type]
