"""A document with another text than it was stored with: without furniture, or composed (NFC). Spans follow.

What the new text is made of is kept as segments `(start, original start, original length)`, in code points and in
order; each reaches to where the next begins. So every place of the new text has one in the old.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, Link, Mark
from annotator.core.line_kinds import HIDDEN

Segment = tuple[int, int, int]
Range = tuple[int, int]


class Rewritten(NamedTuple):
    """A document with its new text and, per layer, the spans that have no place in it any more."""

    document: AnnotatedDocument
    gone: tuple[Mark, ...] = ()
    gone_links: tuple[tuple[Mark, Link], ...] = ()
    """Relations of which an end is gone, each with the span it began in."""


class Offsets:
    """The way between a text and what was made of it."""

    def __init__(self, segments: Sequence[Segment], length: int) -> None:
        self.segments = tuple(segments)
        self._length = length

    def original(self, start: int, end: int) -> Range:
        """The range of the original text that `[start, end)` of the new one comes from."""
        return self._source(start)[0], self._source(end - 1)[1] if end > start else self._source(start)[0]

    def _source(self, at: int) -> Range:
        """The original characters of the one that now stands at `at`; at the end of the text those of nothing."""
        if not self.segments:
            return at, at + 1
        n = max(0, bisect_right(self.segments, at, key=itemgetter(0)) - 1)
        start, source, length = self.segments[n]
        stop = self.segments[n + 1][0] if n + 1 < len(self.segments) else self._length
        if stop - start == length:
            return source + at - start, min(source + at - start + 1, source + length)
        return source, source + length


def without_furniture(document: AnnotatedDocument) -> Rewritten:
    """The document without the lines that reading folds away; spans that touch one are gone."""
    hidden = sorted((start, end) for start, end, kind, _ in document.lines if kind in HIDDEN)
    if not hidden:
        return Rewritten(document)
    pieces = [(start, end, document.text[start:end]) for start, end in _kept(document.text, hidden)]
    return _rewritten(document, pieces)


def composed(document: AnnotatedDocument) -> Rewritten:
    """The document with its text in NFC; a span that begins or ends inside a composed character takes all of it."""
    if unicodedata.is_normalized("NFC", document.text):
        return Rewritten(document)
    return _rewritten(document, list(_composed_pieces(document.text)))


def _kept(text: str, hidden: Iterable[Range]) -> Iterator[Range]:
    """What is left of a text without these lines and the line ends after them."""
    done = 0
    for start, end in hidden:
        if start > done:
            yield done, start
        done = max(done, _after_line_end(text, end))
    if done < len(text):
        yield done, len(text)


def _after_line_end(text: str, end: int) -> int:
    if text.startswith("\r\n", end):
        return end + 2
    return end + 1 if end < len(text) and text[end].splitlines() == [""] else end


def _composed_pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches that compose by themselves, and between them those that stay as they are."""
    done = 0
    for match in _decomposed().finditer(text):
        whole = match[0]
        new = unicodedata.normalize("NFC", whole)
        if new != whole:
            if done < match.start():
                yield done, match.start(), text[done : match.start()]
            yield match.start(), match.end(), new
            done = match.end()
    if done < len(text):
        yield done, len(text), text[done:]


@cache
def _decomposed() -> re.Pattern[str]:
    """One character and all that may compose with it or be reordered after it; or one that is never in NFC."""
    joining = {*range(0x1161, 0x1176), *range(0x11A8, 0x11C3)}  # Hangul vowels and finals compose by arithmetic
    alone = set()
    for code in range(0x30000):
        character = chr(code)
        if unicodedata.combining(character):
            joining.add(code)
        parts = unicodedata.decomposition(character).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            joining.add(int(parts[1], 16))
        if parts and unicodedata.normalize("NFC", character) != character:
            alone.add(code)
    follows = _class(joining)
    return re.compile(f"[^{follows}]?[{follows}]+|[{_class(alone)}]", re.DOTALL)


def _class(codes: Iterable[int]) -> str:
    return "".join(f"\\U{code:08x}" for code in sorted(codes))


def _rewritten(document: AnnotatedDocument, pieces: Sequence[tuple[int, int, str]]) -> Rewritten:
    """The document with a text of these pieces `(start, end, what stands there now)` of the old one."""
    segments: list[Segment] = []
    at = 0
    for start, end, new in pieces:
        segments.append((at, start, end - start))
        at += len(new)
    text = "".join(new for _, _, new in pieces)
    place = _places(pieces, segments)
    rewriting = [_layer(layer, text, place) for layer in document.annotations]
    offsets = _chained(document, segments, at)
    lines = tuple((*found, kind, origin) for *line, kind, origin in document.lines if (found := place(*line, True)))
    made = replace(document, text=text, lines=lines, offsets=offsets, annotations=tuple(each[0] for each in rewriting))
    gone = tuple(mark for each in rewriting for mark in each[1])
    return Rewritten(made, gone, tuple(link for each in rewriting for link in each[2]))


def _chained(document: AnnotatedDocument, segments: Sequence[Segment], length: int) -> tuple[Segment, ...]:
    """The segments back to the text before an earlier rewriting, if there was one."""
    if not document.offsets:
        return tuple(segments)
    before = Offsets(document.offsets, len(document.text))
    cuts = [start for start, _, _ in document.offsets]
    found: list[Segment] = []
    for n, (start, source, size) in enumerate(segments):
        stop = segments[n + 1][0] if n + 1 < len(segments) else length
        if stop - start != size:
            first, last = before.original(source, source + size)
            found.append((start, first, last - first))
            continue
        inner = [source, *(cut for cut in cuts if source < cut < source + size), source + size]
        for low, high in pairwise(inner):
            first, last = before.original(low, high)
            found.append((start + low - source, first, last - first))
    return tuple(found)


_Place = Callable[..., Range | None]


def _places(pieces: Sequence[tuple[int, int, str]], segments: Sequence[Segment]) -> _Place:
    """Where a range of the old text is in the new one; None when a part of it is gone."""
    starts = [start for start, _, _ in pieces]

    def place(start: int, end: int, may_be_empty: bool = False) -> Range | None:
        if start == end and not may_be_empty:
            return None
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, max(start, end - 1)) - 1
        if first < 0 or pieces[first][1] < max(start + 1, min(end, start + 1)) or pieces[last][1] < end:
            return None
        if any(pieces[n][1] != pieces[n + 1][0] for n in range(first, last)):
            return None
        return _inside(pieces[first], segments[first], start, False), _inside(pieces[last], segments[last], end, True)

    return place


def _inside(piece: tuple[int, int, str], segment: Segment, at: int, is_end: bool) -> int:
    start, end, new = piece
    if len(new) == end - start and new:
        return segment[0] + at - start
    return segment[0] + (len(new) if is_end and at > start else 0)


def _layer(layer: Annotation, text: str, place: _Place) -> tuple[Annotation, list[Mark], list[tuple[Mark, Link]]]:
    kept: dict[int, int] = {}
    spans: list[Mark] = []
    gone: list[Mark] = []
    seen: set[tuple[int, int, str]] = set()
    for n, mark in enumerate(layer.spans):
        found = place(mark.start, mark.end)
        if found is None or found[0] == found[1] or (*found, mark.label) in seen:
            gone.append(mark)
            continue
        seen.add((*found, mark.label))
        kept[n] = len(spans)
        spans.append(replace(mark, start=found[0], end=found[1], quote=text[found[0] : found[1]]))
    links = [
        replace(link, source=kept[link.source], target=kept[link.target])
        for link in layer.relations
        if link.source in kept and link.target in kept
    ]
    lost = [
        (layer.spans[link.source], link)
        for link in layer.relations
        if link.source not in kept or link.target not in kept
    ]
    answers = tuple(_answers(layer.answers, place))
    return replace(layer, spans=tuple(spans), relations=tuple(links), answers=answers), gone, lost


def _answers(answers: Iterable[AnswerMark], place: _Place) -> Iterator[AnswerMark]:
    """Answers that have a place, each once."""
    seen: set[tuple[int, int, str]] = set()
    for answer in answers:
        found = place(answer.start, answer.end)
        if found is not None and found[0] < found[1] and (*found, answer.label) not in seen:
            seen.add((*found, answer.label))
            yield replace(answer, start=found[0], end=found[1])
