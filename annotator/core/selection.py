"""What a selection means: clusters, syllables, words and sentences of a text, and snapping to them.

All offsets count code points of the text exactly as it is stored; ranges are half-open. Nothing here knows a language
model: words are handed in, as a segmenter found them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Literal, Protocol

from annotator.core.text import line_ranges

Range = tuple[int, int]
Words = Sequence[Range] | None

# Characters without ink or width: soft hyphen, zero-width blanks and joiners, direction marks, byte order mark.
_INKLESS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_BLANK = re.compile(rf"[\s{_INKLESS}]")
_TERMINATOR = re.compile("[\n\v\f\r\x85\u2028\u2029]")
_ZERO_WIDTH_JOINER = "\u200d"

_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_RUN = rf"\w[\w{_MARK}]*(?:[\u00ad\u200c\u200d\u2060]+\w[\w{_MARK}]*)*"
_HYPHENS = "-\u2010\u2011\u2013"
_JOINT = rf"[{_HYPHENS}./&@'’,:]"
_RUN_OR_JOINT = re.compile(rf"{_RUN}|{_JOINT}(?=\w)")
_INNER = re.compile(rf"[{_HYPHENS}\w{_MARK}\u00ad\u200c\u200d\u2060./&@'’,:]")

# Short forms whose full stop does not end a sentence, in lower case.
_SHORT_FORMS = frozenset(
    {
        "tp",
        "tx",
        "tt",
        "q",
        "p",
        "h",
        "x",
        "đ",
        "tr",
        "st",
        "đc",
        "đ/c",
        "vd",
        "tel",
        "no",
        "vol",
        "nxb",
    }  # places, notes
    | {"ts", "ths", "th", "pgs", "gs", "bs", "ks", "ls", "mr", "mrs", "ms", "dr", "prof", "inc", "ltd"}  # titles, firms
)
_SENTENCE_END = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]++)[\"'”’»)\]]*+\s++(?P<next>\S)")
_LAST_PIECE = re.compile(r"[^\s(\[“\"'‘«]*\Z")


class SnapUnit(StrEnum):
    """What a selection grows to: whole words, whole syllables, or whole visible characters."""

    WORD = "word"
    SYLLABLE = "syllable"
    CHARACTER = "character"


class Segmenter(Protocol):
    """Whoever can cut a text into words."""

    def words(self, text: str) -> list[tuple[int, int]]:
        """List the ranges of the words of `text`, in order, not overlapping, without blanks at their edges."""


def is_blank(character: str) -> bool:
    """Tell whether `character` shows nothing: white space of any kind, or a character without width."""
    return _BLANK.match(character) is not None


def is_boundary(text: str, position: int) -> bool:
    """Tell whether `position` lies between two visible characters of `text`, not inside one.

    An approximation of the extended grapheme clusters of Unicode Standard Annex 29: base and combining marks, CR LF,
    Hangul syllables, emoji sequences and pairs of regional indicators stay whole.
    """
    if not 0 < position < len(text):
        return True
    before, after = text[position - 1], text[position]
    if after < "\u0300":
        return before + after != "\r\n"
    if before == _ZERO_WIDTH_JOINER:
        return unicodedata.category(after) != "So"
    if is_blank(before):
        return True
    if "\U0001f1e6" <= after <= "\U0001f1ff":
        return _indicators_before(text, position) % 2 == 0
    return not _extends(after)


def _extends(character: str) -> bool:
    """Tell whether `character` belongs to the one before it: a mark, a joiner, a Hangul vowel, an emoji modifier."""
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d"
        or "\u1160" <= character <= "\u11ff"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _indicators_before(text: str, position: int) -> int:
    """Count the regional indicators (halves of a flag) that stand directly before `position`."""
    first = position
    while first > 0 and "\U0001f1e6" <= text[first - 1] <= "\U0001f1ff":
        first -= 1
    return position - first


def cluster(text: str, start: int, end: int) -> Range:
    """Widen `[start, end)` until it cuts no visible character of `text`."""
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end


def syllables(text: str, start: int = 0, end: int | None = None) -> list[Range]:
    """List the ranges of the syllables of `text` between `start` and `end`.

    A syllable is a run of letters, marks and digits; what is written as one sign without a blank stays one piece
    (`LĐ-TB&XH`, `02/02/2023`, `3.000`, `TP.HCM`, `Mát-xcơ-va`), what only lacks a blank does not (`xã hội/kinh tế`).
    """
    return list(_syllables(text, start, len(text) if end is None else end))


def _syllables(text: str, start: int, end: int) -> Iterator[Range]:
    first = last = joint = -1
    left = ""
    for match in _RUN_OR_JOINT.finditer(text, start, end):
        at, stop = match.span()
        if not (text[at].isalnum() or text[at] == "_"):
            joint = at
            continue
        adjoins = first >= 0 and joint == last and at == joint + 1
        if adjoins and _belong_together(text[first], left, text[joint], match[0]):
            last = stop
        else:
            if first >= 0:
                yield first, last
            first, last = at, stop
        left, joint = match[0], -1
    if first >= 0:
        yield first, last


def _belong_together(initial: str, left: str, joint: str, right: str) -> bool:
    """Tell whether `left` and `right` are one sign across `joint`; `initial` is the first letter of the sign so far."""
    if joint in "&@'’":
        return True
    if joint in ",:":
        return left.isdecimal() and right.isdecimal()
    if _is_code(left) and _is_code(right):
        return True
    if joint == ".":
        return left.isascii() and "a" <= right[0] <= "z"
    if right[0].isdecimal() or len(left) == len(right) == 1:
        return True
    return joint in _HYPHENS and initial.isupper() and right[0].islower()


def _is_code(run: str) -> bool:
    """Tell whether `run` is a number or a short form in capitals (`NĐ`, `TTg`), so no ordinary word or name."""
    small = sum(character.islower() for character in run)
    return small == 0 or (small == 1 and sum(character.isupper() for character in run) > 1)


def syllable_at(text: str, position: int) -> Range | None:
    """Give the syllable that the character at `position` is in, or None between syllables."""
    low = high = position
    while low > 0 and _INNER.match(text[low - 1]):
        low -= 1
    while high < len(text) and _INNER.match(text[high]):
        high += 1
    return next(((start, end) for start, end in _syllables(text, low, high) if start <= position < end), None)


def trim(text: str, start: int, end: int) -> Range | None:
    """Take the blanks (NBSP and characters without width too) off both edges; None when nothing else is there."""
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
    while start < end and is_blank(text[start]):
        start += 1
    while start < end and is_blank(text[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def snap(text: str, start: int, end: int, unit: SnapUnit, words: Words) -> Range | None:
    """Give the span a person means who selected `[start, end)` of `text`.

    `words` are the sorted word ranges of the text, or None while they are unknown; where no word is known a syllable
    takes its place. A selection over several lines is only trimmed. Blanks never stay at an edge; punctuation stays
    only where it was selected. None when only blanks were selected. A click is snapped as the character it is on.
    """
    core = trim(text, max(0, start), min(end, len(text)))
    if core is None:
        return None
    if unit is SnapUnit.CHARACTER or _TERMINATOR.search(text, *core):
        return trim(text, *cluster(text, *core))
    return _without_uncovered_edges(text, _widened(text, *core, unit, words), core)


def _widened(text: str, start: int, end: int, unit: SnapUnit, words: Words) -> Range:
    """Widen a range, which is not empty, until it cuts no unit of `text`."""
    while True:
        low = _unit_at(text, start, unit, words)[0]
        high = _unit_at(text, end - 1, unit, words)[1]
        wider = cluster(text, min(low, start), max(high, end))
        if wider == (start, end):
            return wider
        start, end = wider


def _unit_at(text: str, position: int, unit: SnapUnit, words: Words) -> Range:
    """Give the unit that holds the character at `position`: its word, else its syllable, else the character alone."""
    floor, ceiling = 0, len(text)
    if unit is SnapUnit.WORD and words:
        index = bisect_right(words, position, key=itemgetter(0))
        if index and position < words[index - 1][1]:
            return words[index - 1]
        floor = words[index - 1][1] if index else floor
        ceiling = words[index][0] if index < len(words) else ceiling
    syllable = None if unit is SnapUnit.CHARACTER else syllable_at(text, position)
    if syllable is None:
        return position, position + 1
    return max(syllable[0], floor), min(syllable[1], ceiling)


def _without_uncovered_edges(text: str, wide: Range, core: Range) -> Range:
    """Take punctuation and blanks off the edges of `wide`, but nothing that `core` covers."""
    start, end = wide
    while start < core[0] and _is_loose(text[start]) and (is_boundary(text, start + 1) or is_blank(text[start])):
        start += 1
    while end > core[1] and _is_loose(text[end - 1]):
        end -= 1
    return start, end


def _is_loose(character: str) -> bool:
    """Tell whether `character` should not stand at the edge of a span unless somebody asked for it."""
    return is_blank(character) or unicodedata.category(character)[0] == "P"


def step(
    text: str,
    position: int,
    unit: SnapUnit,
    direction: Literal[-1, 1],
    words: Words,
    edge: Literal["start", "end"] | None = None,
) -> int:
    """Give where one edge of a span goes when it is moved from `position` by one unit to the left (-1) or right (1).

    `edge` tells which edge of the span moves, so that it stops before a unit or behind one and never in blanks; without
    it the span is taken to grow. The answer stays within the text, and is `position` when nothing lies that way.
    """
    forward = direction > 0
    growing = edge is None or (edge == "end") == forward
    place = position if growing else _far_side(text, position, unit, forward, words)
    place = _past_loose(text, place, unit, forward, words)
    if place == (len(text) if forward else 0):
        return position
    return _far_side(text, place, unit, forward, words) if growing else place


def _far_side(text: str, position: int, unit: SnapUnit, forward: bool, words: Words) -> int:
    """Give the other end of the unit that begins (or goes on) at `position`; blanks stay where they are."""
    at = position if forward else position - 1
    if not 0 <= at < len(text) or is_blank(text[at]):
        return position
    whole = trim(text, *_widened(text, at, at + 1, unit, words))
    return whole[forward] if whole else position


def _past_loose(text: str, position: int, unit: SnapUnit, forward: bool, words: Words) -> int:
    """Give the nearest place at or beyond `position` where something to take begins that way.

    Blanks are passed always, punctuation between words and syllables too: an edge goes to the next word, past a comma.
    """
    while 0 <= (at := position if forward else position - 1) < len(text) and _is_between(text, at, unit, words):
        position = at + 1 if forward else at
    return position


def _is_between(text: str, at: int, unit: SnapUnit, words: Words) -> bool:
    """Tell whether the character at `at` is a blank, or punctuation that belongs to no word or syllable."""
    if is_blank(text[at]) or unit is SnapUnit.CHARACTER:
        return is_blank(text[at])
    return _is_loose(text[at]) and all(map(_is_loose, text[slice(*_widened(text, at, at + 1, unit, words))]))


def sentences(text: str) -> list[Range]:
    """List the sentences of `text`, without the blanks around them; a line end always ends one."""
    found: list[Range] = []
    for start, end in line_ranges(text):
        for low, high in _line_sentences(text, start, end):
            if trimmed := trim(text, low, high):
                found.append(trimmed)
    return found


def _line_sentences(text: str, start: int, end: int) -> Iterator[Range]:
    place = start
    while match := _SENTENCE_END.search(text, place, end):
        place = match.start("next")
        if _ends_sentence(text, start, match):
            yield start, place
            start = place
    yield start, end


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the full stop, ellipsis, question or exclamation mark in `match` ends the sentence from `start`."""
    if match["next"].islower():
        return False
    if match["mark"] != ".":
        return True
    at = match.start("mark")
    piece = _LAST_PIECE.search(text, max(start, at - 20), at)
    word = piece[0].rpartition(".")[2] if piece else ""
    is_list_number = word.isdecimal() and not text[start : at - len(word)].strip()
    is_initial = len(word) == 1 and word.isupper()
    return not (is_list_number or is_initial or word.lower() in _SHORT_FORMS)
