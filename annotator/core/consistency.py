"""Where one person's annotations disagree with each other, have odd edges, or with what a machine is sure of.

Spans are half-open ranges of code points, surfaces those of `core.surfaces`: exact words, white space apart. Only
surfaces with a capital or a digit are looked for elsewhere, since common words stand anywhere by chance. Every issue
says what would mend it: a span taken to another range or label, or a new one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from annotator.core.layers import SpanIndex
from annotator.core.model import Span
from annotator.core.selection import is_blank, syllable_at
from annotator.core.surfaces import BLANKS, is_telling, surface

CERTAIN = 0.9
"""The score from which a machine's suggestion is held against an accepted span."""
MISSING_FOR_ONE = 2
"""Unlabelled places reported for each labelled one of the same surface at most: a name labelled once and left a
hundred times was left on purpose."""
MOST = 2000
"""Issues of one kind that are kept."""


class Kind(StrEnum):
    """What is wrong."""

    LABELS = "labels"
    MISSING = "missing"
    EDGES = "edges"
    ODD = "odd"
    MACHINE = "machine"


class Article(NamedTuple):
    """One article as the person left it; `suggestions` are the machines' spans that the person has not answered."""

    document: int
    text: str
    spans: Sequence[Span]
    suggestions: Sequence[Span]
    folded: Sequence[tuple[int, int]]


class Fix(NamedTuple):
    """What a span is to become; without one to change, a new one."""

    start: int
    end: int
    label: int


class Issue(NamedTuple):
    """One place. `span` is what stands there now, None where it is missing.

    `agree` counts the places that are as the fix has it, `differ` those that are as this one.
    """

    kind: Kind
    document: int
    start: int
    end: int
    span: Span | None
    fix: Fix
    agree: int = 0
    differ: int = 0


@dataclass(slots=True)
class _Surface:
    """What is known of one surface: how often each label is on it, and where it stands otherwise."""

    labels: Counter[int] = field(default_factory=Counter)
    exact: list[tuple[int, Span]] = field(default_factory=list)
    missing: list[tuple[int, int, int]] = field(default_factory=list)
    cut: list[tuple[int, int, int, Span]] = field(default_factory=list)
    """Document and range where the surface stands, with a span of its label that has other edges there."""


def check(articles: Callable[[], Iterable[Article]]) -> dict[Kind, list[Issue]]:
    """Finds what disagrees; `articles` is gone through twice: for the surfaces, then for their places.

    The time is linear in the texts.
    """
    known: defaultdict[str, _Surface] = defaultdict(_Surface)
    found: dict[Kind, list[Issue]] = {kind: [] for kind in Kind}
    for article in articles():
        for span in article.spans:
            entry = known[surface(span.quote)]
            entry.labels[span.label] += 1
            entry.exact.append((article.document, span))
        found[Kind.ODD] += _odd(article)
        found[Kind.MACHINE] += _doubted(article)
    finder = _Finder(name for name in known if is_telling(name))
    for article in articles():
        _look_through(article, finder, known)
    for entry in known.values():
        found[Kind.LABELS] += _other_labels(entry)
        found[Kind.MISSING] += _missing(entry)
        found[Kind.EDGES] += _other_edges(entry)
    return {kind: sorted(issues, key=_weight)[:MOST] for kind, issues in found.items()}


def _weight(issue: Issue) -> tuple[float, int, int]:
    """The surest mistakes first: many agree, few differ."""
    return (-issue.agree / (issue.differ + 1), issue.document, issue.start)


def _look_through(article: Article, finder: _Finder, known: dict[str, _Surface]) -> None:
    """Notes for each place of a known surface whether it is labelled as elsewhere."""
    index = SpanIndex(article.spans)
    for start, end, name in finder.places(article.text):
        entry, here = known[name], index.between(start, end)
        if not here:
            if not any(first <= start < last for first, last in article.folded):
                entry.missing.append((article.document, start, end))
        elif not any((span.start, span.end) == (start, end) for span in here):
            label = entry.labels.most_common(1)[0][0]
            other = next((span for span in here if span.label == label), None)
            if other is not None and not (other.start <= start and end <= other.end):
                entry.cut.append((article.document, start, end, other))


def _other_labels(entry: _Surface) -> Iterator[Issue]:
    """The places where a surface has not its usual label, or all of them where none is more usual than another; a range
    with two labels has them on purpose."""
    if len(entry.labels) < 2:
        return
    stacked = Counter((document, span.start, span.end) for document, span in entry.exact)
    for document, span in entry.exact:
        differ = entry.labels[span.label]
        usual, agree = next(found for found in entry.labels.most_common() if found[0] != span.label)
        if agree >= differ and stacked[document, span.start, span.end] == 1:
            fix = Fix(span.start, span.end, usual)
            yield Issue(Kind.LABELS, document, span.start, span.end, span, fix, agree, differ)


def _missing(entry: _Surface) -> Iterator[Issue]:
    """The places of a surface that nothing is on, where that is the exception."""
    agree = len(entry.exact)
    if agree == 0 or len(entry.missing) > MISSING_FOR_ONE * agree:
        return
    label = entry.labels.most_common(1)[0][0]
    for document, start, end in entry.missing:
        yield Issue(Kind.MISSING, document, start, end, None, Fix(start, end, label), agree, len(entry.missing))


def _other_edges(entry: _Surface) -> Iterator[Issue]:
    """The places where the words of a surface stand but its span has other edges, or those with its edges where the
    others are more. What the others have before or after the surface, these have not: they can only be cut."""
    agree, differ = len(entry.exact), len(entry.cut)
    if differ <= agree:
        for document, start, end, span in entry.cut:
            yield Issue(Kind.EDGES, document, span.start, span.end, span, Fix(start, end, span.label), agree, differ)
        return
    moves = Counter((span.start - start, span.end - end) for _, start, end, span in entry.cut)
    (first, last), usual = moves.most_common(1)[0]
    for document, span in entry.exact if first >= 0 >= last else ():
        if span.start + first < span.end + last:
            fix = Fix(span.start + first, span.end + last, span.label)
            yield Issue(Kind.EDGES, document, span.start, span.end, span, fix, usual, agree)


def _odd(article: Article) -> Iterator[Issue]:
    for span in article.spans:
        start, end = tidy(article.text, span.start, span.end)
        if (start, end) != (span.start, span.end) and start < end:
            fix = Fix(start, end, span.label)
            yield Issue(Kind.ODD, article.document, span.start, span.end, span, fix)


def _doubted(article: Article) -> Iterator[Issue]:
    """The person's spans that a machine, surely, would give another label or other edges."""
    index = SpanIndex(article.spans)
    for said in article.suggestions:
        here = index.between(said.start, said.end) if (said.score or 0) >= CERTAIN else []
        if any((span.start, span.end, span.label) == (said.start, said.end, said.label) for span in here):
            continue
        for span in here:
            if (span.start, span.end) == (said.start, said.end) or span.label == said.label:
                fix = Fix(said.start, said.end, said.label)
                yield Issue(
                    Kind.MACHINE, article.document, span.start, span.end, span, fix, round(100 * (said.score or 0))
                )
                break


_OPENING, _CLOSING = "([{“‘«\"'", ")]}”’»\"'"
_PAIR = dict(zip(_CLOSING, _OPENING, strict=True))
_PAIR_OF = dict(zip(_OPENING, _CLOSING, strict=True))


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks and stray punctuation at its edges, and grown to whole syllables.

    A bracket or quotation mark stays when its partner is inside, the full stop of a short form when it is in the
    syllable's sign. An empty range means that nothing but punctuation was there.
    """
    while start < end and _is_stray(text, start, end, at_start=True):
        start += 1
    while start < end and _is_stray(text, start, end, at_start=False):
        end -= 1
    if start < end:
        first, last = syllable_at(text, start), syllable_at(text, end - 1)
        start = min(start, first[0]) if first else start
        end = max(end, last[1]) if last else end
    return start, end


def _is_stray(text: str, start: int, end: int, at_start: bool) -> bool:
    character = text[start if at_start else end - 1]
    if is_blank(character):
        return True
    if unicodedata.category(character)[0] != "P" or character in "%#@&":
        return False
    inside = text[start + 1 : end] if at_start else text[start : end - 1]
    partner = (_PAIR_OF if at_start else _PAIR).get(character)
    if partner is None:
        return character != "." or at_start or not inside[-1:].isupper()
    return partner not in inside


_WORD = re.compile(r"\w+")
_NO_NAMES: Mapping[tuple[int, int], set[str]] = {}
_ONE_BLANK = {code: " " for code in range(0x3001) if re.fullmatch(BLANKS, chr(code))}
"""Every blank as a blank; offsets stay."""


class _Finder:
    """Finds the places of many surfaces in one pass over a text, by their first words.

    Thousands of names may begin with one word (Nguyễn): they are kept by length, and one look finds all of a length.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: defaultdict[str, defaultdict[tuple[int, int], set[str]]] = defaultdict(lambda: defaultdict(set))
        for name in names:
            word = _WORD.search(name)
            if word is not None:
                self._by_word[word[0]][word.start(), len(name)].add(name)

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The ranges where a surface stands by itself, each with the surface; a blank of any kind is a blank."""
        plain = text.translate(_ONE_BLANK)
        for word in _WORD.finditer(plain):
            for (before, length), names in self._by_word.get(word[0], _NO_NAMES).items():
                start = word.start() - before
                end = start + length
                if start >= 0 and (name := plain[start:end]) in names and not _goes_on(plain, start, end):
                    yield start, end, name


def _goes_on(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
