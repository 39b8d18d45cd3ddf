r"""CoNLL-U (https://universaldependencies.org/format.html) with named entities in MISC.

A token has `NER=B-PER` in its tenth column, `NER2=`, `NER3=` … where spans lie inside each other or cross, and its
place in the text as `start_char` and `end_char` in code points, as Stanza writes them. Of the syntax nothing is known:
the columns for it hold `_`. The text comes back exactly, blanks and all, by the conventions of UDPipe
(https://ufal.mff.cuni.cz/udpipe/1/users-manual): `SpaceAfter=No`, `SpacesBefore`, `SpacesAfter`, `SpacesInToken`, with
`\s \t \r \n \p \\` for blank, tab, CR, LF, bar and backslash, and beyond these `\uXXXX` for what would break a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from annotator.core.exchange import AnnotatedDocument, DataSet
from annotator.core.selection import Range
from annotator.formats.columns import layered, with_a_token
from annotator.formats.conllu.reading import ABOUT, documents
from annotator.formats.parts import tokens
from annotator.formats.parts.tokens import under
from annotator.formats.protocol import BaseFormat, Content, Head, Holds, Loss, Piece, ReadOptions, WriteOptions
from annotator.formats.source import Source

_TOKEN = re.compile(r"[0-9]+(?:[-.][0-9]+)?(?:\t[^\t]+){9}")
_ESCAPED = re.compile("[\\\\|= \x00-\x1f\x7f\x85\u2028\u2029]")
_SHORT = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": r"\\"}


class ConllU(BaseFormat):
    """A document's exact text by sentences and tokens, with spans on token edges."""

    name = "conllu"
    title = "CoNLL-U, named entities in MISC; keeps the exact text"
    suffixes = (".conllu",)
    can_read = True
    can_write = True
    holds = frozenset({Holds.TEXT, Holds.NESTED, Holds.CROSSING, Holds.HEADING})

    def sniff(self, head: Head) -> float:
        """By the ten columns of its tokens."""
        rows = [line for line in head.lines if line.strip() and not line.startswith("#")]
        if not rows:
            return super().sniff(head)
        return 0.98 if all(map(_TOKEN.fullmatch, rows[:50])) else 0.0

    def read(self, source: Source, options: ReadOptions) -> Iterator[Content]:  # noqa: ARG002
        """The documents of a file, one at a time. Raises InputError("input.unreadable" or "input.too-large")."""
        return documents(source)

    def adapt(
        self, document: AnnotatedDocument, options: WriteOptions, lost: Callable[[Loss], None]
    ) -> AnnotatedDocument:
        """The document as it is; where it has no token at all, with U+FFFD for its first zero-width character."""
        return document if options.tokens(document.text) else with_a_token(document, lost)

    def write(
        self,
        documents: Iterable[AnnotatedDocument],
        data: DataSet,  # noqa: ARG002
        options: WriteOptions,
    ) -> Iterator[Piece]:
        """One piece a document."""
        for number, document in enumerate(documents, 1):
            yield "".join(_document(document, options, number))


class _Token(NamedTuple):
    form: str
    start: int
    end: int
    misc: list[str]


def _document(document: AnnotatedDocument, options: WriteOptions, number: int) -> Iterator[str]:
    text = document.text
    ranges = options.tokens(text)
    spans = list(_placed(document, ranges))
    levels = [tokens.iob2(len(ranges), level) for level in layered(spans)]
    found = [_token(text, ranges, n, [level[n] for level in levels]) for n in range(len(ranges))]
    about = list(_about(document))
    for count, (first, last) in enumerate(tokens.sentence_tokens(text, ranges, spans), 1):
        yield from about
        about = []
        yield from _sentence(found[first:last], f"d{number}s{count}")


def _placed(document: AnnotatedDocument, ranges: Sequence[Range]) -> Iterator[tokens.Placed]:
    """The spans by their tokens, on whose edges they lie."""
    for layer in document.annotations:
        for mark in layer.spans:
            yield tokens.Placed(*under(mark.start, mark.end, ranges), mark.label)


def _about(document: AnnotatedDocument) -> Iterator[str]:
    yield f"# newdoc id = {_one_line(document.name)}\n"
    for key in ABOUT:
        if value := _one_line(getattr(document, key) or ""):
            yield f"# {key} = {value}\n"


def _sentence(found: Sequence[_Token], name: str) -> Iterator[str]:
    if not any(item.startswith(("SpaceAfter=", "SpacesAfter=")) for item in found[-1].misc):
        found[-1].misc.append(r"SpacesAfter=\s")  # at the end of a sentence nothing goes without saying
    forms = [token.form + ("" if "SpaceAfter=No" in token.misc else " ") for token in found]
    yield f"# sent_id = {name}\n# text = {''.join(forms).rstrip(' ')}\n"
    for n, token in enumerate(found, 1):
        misc = "|".join([*token.misc, f"start_char={token.start}", f"end_char={token.end}"])
        yield f"{n}\t{token.form}" + "\t_" * 7 + f"\t{misc}\n"
    yield "\n"


def _token(text: str, ranges: Sequence[Range], n: int, tags: Sequence[str]) -> _Token:
    start, end = ranges[n]
    exact = text[start:end]
    form = " ".join(exact.split())
    misc = [f"NER{level if level > 1 else ''}={_escaped(tag)}" for level, tag in enumerate(tags, 1) if tag != "O"]
    before = text[:start] if n == 0 else ""
    after = text[end : ranges[n + 1][0] if n + 1 < len(ranges) else len(text)]
    blanks = [("SpacesBefore", before), ("SpacesInToken", exact if exact != form else ""), ("SpacesAfter", after)]
    misc += [f"{key}={_escaped(value)}" for key, value in blanks if value and (key, value) != ("SpacesAfter", " ")]
    return _Token(form, start, end, misc if after else [*misc, "SpaceAfter=No"])


def _escaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}", value)


def _one_line(value: str) -> str:
    return " ".join(value.split())
