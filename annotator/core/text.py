"""Offsets and search copies of a document's text.

Spans count Unicode code points of the text exactly as it was decoded. Whatever counts or spells otherwise (Qt's UTF-16
units, lines, the folded copy a search runs on) is mapped to code points here and nowhere else.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Everything Qt or people take as the end of a line.
_TERMINATOR = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
# Without one of these the lines are found at the speed of str.find.
_RARE_TERMINATORS = "\v\f\r\x85\u2028\u2029"
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

# Characters without width of their own: soft hyphen, joiners, direction marks, word joiners, variation selectors, BOM.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
# The combining diacritical marks of Latin, Greek and Cyrillic writing (the marks other scripts need to be read stay).
_DIACRITIC = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
# Characters that fold to exactly one character, whatever stands beside them; the usual Vietnamese page has no others.
_PLAIN = (
    "\x00-\xac\xae-\xde\xe0-\u012f\u0131-\u0148\u014a-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
    "\u2010-\u2027\u2030-\u205e\u20ab\u20ac"
)
_STRANGE = re.compile(f"[^{_PLAIN}]")
_ODD = re.compile(rf"(?:[^{_PLAIN}]+\s*)+|\s{{2,}}(?:[^{_PLAIN}]+\s*)*")
_INVISIBLES = re.compile(f"[{_INVISIBLE}]+")
_DIACRITICS = re.compile(f"[{_DIACRITIC}]+")
# The marks of Vietnamese letters; taken out one by one they cost a third of what the pattern costs.
_USUAL_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"

# The two ways to write the tone of an open -oa, -oe, -uy (hoà = hòa). The copy has it on the first letter always, also
# where only one way is right (hoàn), so that the beginning of a syllable is found in the whole one.
_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_MOVED = {
    first + toned: head + letter
    for first, letters, heads in (("o", "ae", "òóỏõọ"), ("u", "y", "ùúủũụ"))
    for letter in letters
    for toned, head in zip(_TONED[letter], heads, strict=True)
}
_MOVED_TO = frozenset(_MOVED.values())
_MOVABLE = re.compile(f"(?:o[{_TONED['a']}{_TONED['e']}]|u[{_TONED['y']}])(?![{_DIACRITIC}])")


QUOTES = {"'": "'‘’‛ʼ′", '"': '"“”„‟«»″'}
"""The straight quotation marks of a keyboard, each with those that stand for it in print. No folding touches them, so
that a search copy made by an older version is still right; they are made alike where a text is searched."""


class Utf16Map:
    """Maps offsets of one text between code points and the UTF-16 units that Qt counts."""

    def __init__(self, text: str) -> None:
        """Measure `text`; a text without characters beyond U+FFFF costs nothing to map."""
        self._astral: list[int] = []
        if not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) // 2 != len(text):
            self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._pairs = [position + index for index, position in enumerate(self._astral)]

    def unit(self, code_point: int) -> int:
        """Give the UTF-16 offset of the code point offset `code_point`."""
        return code_point + bisect_left(self._astral, code_point) if self._astral else code_point

    def code_point(self, unit: int) -> int:
        """Give the code point offset of the UTF-16 offset `unit`; inside a surrogate pair, that of the character."""
        if not self._pairs:
            return unit
        before = bisect_left(self._pairs, unit)
        if before and self._pairs[before - 1] + 1 == unit:
            return self._astral[before - 1]
        return unit - before


def line_ranges(text: str) -> list[tuple[int, int]]:
    """List the half-open code point ranges of the lines of `text`, without their terminators.

    A text that ends with a terminator has an empty last line, and an empty text has one empty line.
    """
    if not any(terminator in text for terminator in _RARE_TERMINATORS):
        return _newline_ranges(text)
    ranges = []
    start = 0
    for match in _TERMINATOR.finditer(text):
        ranges.append((start, match.start()))
        start = match.end()
    ranges.append((start, len(text)))
    return ranges


def readable(path: str) -> str:
    """Give a path as text that any file can hold: a byte that is no text, a lone surrogate in Python, is U+FFFD."""
    return _SURROGATE.sub("\ufffd", path)


def _newline_ranges(text: str) -> list[tuple[int, int]]:
    ranges, start, find = [], 0, text.find
    while (end := find("\n", start)) >= 0:
        ranges.append((start, end))
        start = end + 1
    ranges.append((start, len(text)))
    return ranges


def digest(text: str) -> str:
    """Give the SHA-256 of `text` in UTF-8 as hexadecimal digits; two texts with one digest are the same text."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Folded:
    """A search copy of a text and the way back: `text` is the copy.

    The other fields describe the copy's pieces in order: where each starts in the copy, its range in the source, and
    whether it is one cluster that has to be taken whole.
    """

    text: str
    _at: list[int]
    _start: list[int]
    _end: list[int]
    _whole: list[bool]
    _source_length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the smallest source range, in whole combining clusters, that covers `[start, end)` of the copy."""
        if start >= end:
            place = self._range(start)[0] if start < len(self.text) else self._source_length
            return place, place
        return self._range(start)[0], self._range(end - 1)[1]

    def _range(self, position: int) -> tuple[int, int]:
        """Give the source range behind the one character at `position` of the copy."""
        piece = bisect_right(self._at, position) - 1
        if self._whole[piece]:
            return self._start[piece], self._end[piece]
        place = self._start[piece] + position - self._at[piece]
        return place, place + 1


def folded(text: str, keep_marks: bool = False) -> str:
    """Give the search copy of `text`: the same string as `fold(text, keep_marks).text`, without the map."""
    if not keep_marks and not _STRANGE.search(text):
        return _spaced(text, " ".join(map(_WORDS.__getitem__, text.split())))
    copy = _fold(text, keep_marks)
    return _place_tones(copy) if keep_marks else copy


class _Words(dict[str, str]):
    """Search copies of words that were met before: looking one up costs a fifth of folding it."""

    _MOST = 30_000
    _LONGEST = 30

    def __missing__(self, word: str) -> str:
        copy = _fold(word, False)
        if len(word) <= self._LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[word] = copy
        return copy


_WORDS = _Words()


def fold(text: str, keep_marks: bool = False) -> Folded:
    """Make the search copy of `text` with a map back to it.

    Letter case, normalisation form, tone placement, kinds and runs of white space and invisible characters no longer
    count; without `keep_marks` neither do diacritics nor the bar of đ.
    """
    copies: list[str] = []
    at: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    wholes: list[bool] = []
    length = 0
    for start, end, whole in _pieces(text, keep_marks):
        copy = _fold_cluster(text[start:end], keep_marks) if whole else _fold(text[start:end], keep_marks)
        if not copy:
            continue
        copies.append(copy)
        at.append(length)
        starts.append(start)
        ends.append(end)
        wholes.append(whole)
        length += len(copy)
    joined = "".join(copies)
    return Folded(_place_tones(joined) if keep_marks else joined, at, starts, ends, wholes, len(text))


def plain_quotes(text: str) -> str:
    """Give `text` with straight quotation marks; every character stays in its place."""
    for straight, printed in QUOTES.items():
        for mark in printed[1:]:
            if mark in text:
                text = text.replace(mark, straight)
    return text


def find_all(text: str, query: str, match_marks: bool | None = None) -> list[tuple[int, int]]:
    """List the ranges of `text` that fold to the same copy as `query`: in order, not overlapping.

    A quotation mark matches every mark of its kind (`QUOTES`). `match_marks` says whether diacritics count; `None`
    means they do when the query has any.
    """
    if match_marks is None:
        match_marks = folded(query, keep_marks=True) != folded(query)
    wanted = plain_quotes(folded(query, match_marks))
    if not wanted:
        return []
    copy = fold(text, match_marks)
    straight = plain_quotes(copy.text)
    hits = []
    place = straight.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        clean = _is_edge(copy, text, place) and _is_edge(copy, text, end)
        if clean:
            hits.append(copy.span(place, end))
        place = straight.find(wanted, end if clean else place + 1)
    return hits


def _is_edge(copy: Folded, text: str, place: int) -> bool:
    """Tell whether the copy can be cut at `place` without cutting a cluster or a tone from its letter."""
    if not 0 < place < len(copy.text):
        return True
    start, end = copy.span(place - 1, place)
    if copy.span(place, place + 1)[0] < end:
        return False
    if copy.text[place - 1 : place + 1] not in _MOVED_TO:
        return True
    return folded(text[start:end], keep_marks=True) == copy.text[place - 1]


def _fold(text: str, keep_marks: bool) -> str:
    """Fold everything but the place of tones, which may lie across clusters."""
    if _STRANGE.search(text):
        text = unicodedata.normalize("NFD", _INVISIBLES.sub("", text))
    if not keep_marks and not text.isascii():
        text = _without_diacritics(unicodedata.normalize("NFD", text))
    copy = text.casefold()
    if not copy.isascii():
        copy = unicodedata.normalize("NFC", copy)
        copy = copy if keep_marks else copy.replace("đ", "d").replace("ð", "d").replace("ɖ", "d")
    return _single_blanks(copy)


def _without_diacritics(text: str) -> str:
    for mark in _USUAL_MARKS:
        text = text.replace(mark, "")
    return _DIACRITICS.sub("", text)


def _single_blanks(text: str) -> str:
    return _spaced(text, " ".join(text.split()))


def _spaced(text: str, inner: str) -> str:
    """The words of a text with a blank where it begins or ends with white space."""
    before = " " if text[:1].isspace() else ""
    after = " " if inner and text[-1:].isspace() else ""
    return f"{before}{inner}{after}"


_fold_cluster = lru_cache(maxsize=4096)(_fold)


def _place_tones(copy: str) -> str:
    return _MOVABLE.sub(lambda match: _MOVED[match.group()], copy)


def _pieces(text: str, keep_marks: bool) -> Iterator[tuple[int, int, bool]]:
    """Cut `text` into runs that fold character by character and clusters that fold as a whole: (start, end, whole)."""
    done = 0
    for odd in _ODD.finditer(text):
        # Marks belong to the character before them.
        start = max(done, odd.start() - 1)
        if done < start:
            yield done, start, False
        for cluster in _cluster_pattern(keep_marks).finditer(text, start, odd.end()):
            yield cluster.start(), cluster.end(), True
        done = odd.end()
    if done < len(text):
        yield done, len(text), False


@lru_cache(maxsize=2)
def _cluster_pattern(keep_marks: bool) -> re.Pattern[str]:
    """Give the pattern of one cluster: a run of white space, invisible characters, or a character with its marks."""
    marks = f"(?:[{_INVISIBLE}]*[{_mark_class()}])*"
    between = _INVISIBLE if keep_marks else _INVISIBLE + _DIACRITIC
    return re.compile(rf"\s(?:[{between}]*\s)*{marks}|[{_INVISIBLE}]+(?![{_mark_class()}])|[\s\S]{marks}")


@lru_cache(maxsize=1)
def _mark_class() -> str:
    """Give the inside of a character class of all that can join the character before it: marks and Hangul letters."""
    # Vowel and final letters of Hangul, and one vowel sign of Kirat Rai, compose although they are no marks.
    joining = [(0x1160, 0x11FF), (0x16D67, 0x16D67), (0xE0100, 0xE01EF)]
    first = None
    for code in range(0x300, min(0x20000, sys.maxunicode)):
        is_mark = unicodedata.category(chr(code))[0] == "M"
        if is_mark and first is None:
            first = code
        elif not is_mark and first is not None:
            joining.append((first, code - 1))
            first = None
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in joining)
