"""Where a query's words stand in a text: patterns that find every permitted spelling in the text as it is stored.

A text is searched as it is, which is some twenty times as fast as searching a folded copy. Only a text with combining
marks or invisible characters, where one letter is several characters, is searched through its copy.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from annotator.core.errors import InputError
from annotator.core.query import Query, Word, spelled
from annotator.core.surfaces import BLANKS, Range, places
from annotator.core.text import QUOTES, fold, folded, plain_quotes

ODD = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""What makes the written length of a letter differ from one: combining marks and invisible characters."""

_LETTERS = r"[^\W_]*"
_BEGINS = r"(?<![^\W_])"
_ANY_WORD = rf"{_BEGINS}(?<![^\W_][-./'’])[^\W_]++(?:[-./'’][^\W_]++)*+"
"""Begun nowhere else and not given back, so that the time is linear in a text of one endless word too."""
_NOT_BEFORE_MORE = "(?![^\\W_]|[\u0300-\u036f])"

_ODD_THREE = re.compile(rb"\xe2\x80[\x8b-\x8f]")
_JOINERS = re.compile(rb"\xe2\x81[\xa0-\xa4]")
_FREQUENT = "nhticgaumovđrlpbyskdeqxwjzf"
"""The letters of Vietnamese texts without marks, the most frequent first."""


class _Letter(NamedTuple):
    """The pattern of one letter, or of two whose tone may stand on either."""

    pattern: str
    width: int
    rarity: int
    """Higher where fewer characters of a text match it."""


class Finder:
    """Finds the words of a query. Raises InputError("query.regex") for a regular expression that cannot be read."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._name = " ".join(word.text for word in query.words) if query.is_exact else ""
        self._strict = regex(query) if query.pattern else re.compile(_phrase(query, is_loose=False))
        pattern, self._shift = (query.pattern, 0) if query.pattern else _anchored(query)
        self._fast = self._strict if query.pattern else re.compile(pattern)

    def find(self, text: str, is_odd: bool | None = None) -> list[Range]:
        """The ranges in order, not overlapping, in code points. `is_odd` is what `is_odd` says, where that is known."""
        if self._name:
            return list(places(text, self._name))
        if not self._query.pattern and (ODD.search(text) is not None if is_odd is None else is_odd):
            return _search_copy(self._query, self._strict, text)
        found, last, shift = [], 0, self._shift
        for match in self._fast.finditer(text):
            start, end = match.span()
            if last <= start - shift < end:
                found.append((start - shift, end))
                last = end
        return found


def is_odd(encoded: bytes) -> bool:
    """Whether a text in UTF-8 holds marks or invisible characters apart from letters; much faster than asking `ODD`.

    Also true of a text with some Greek letters, which share their first byte with the marks; that costs time only.
    """
    return (
        b"\xcc" in encoded
        or b"\xcd" in encoded
        or (b"\xc2" in encoded and b"\xc2\xad" in encoded)
        or (b"\xef" in encoded and b"\xef\xbb\xbf" in encoded)
        or (b"\xe2\x81" in encoded and _JOINERS.search(encoded) is not None)
        or _ODD_THREE.search(encoded) is not None
    )


def regex(query: Query) -> re.Pattern[str]:
    """The regular expression of a query. Raises InputError("query.regex")."""
    try:
        return re.compile(query.pattern, re.MULTILINE)
    except (re.error, RecursionError, OverflowError) as error:
        raise InputError("query.regex", reason=str(error)) from error


def _search_copy(query: Query, strict: re.Pattern[str], text: str) -> list[Range]:
    """Finds what might be meant in the folded copy and keeps what is: each place is held against the strict pattern."""
    loose = re.compile(_phrase(query, is_loose=True))
    copy, found, at = fold(text), [], 0
    while match := loose.search(copy.text, at):
        start, end = copy.span(*match.span())
        quote = spelled(text[start:end])
        is_meant = end > start and strict.fullmatch(quote) is not None
        if is_meant:
            found.append((start, end))
        at = match.end() if is_meant else match.start() + 1
    return found


def _phrase(query: Query, is_loose: bool) -> str:
    """The pattern of all words; a loose one lets case and diacritics go."""
    return BLANKS.join(_word(query, word, is_loose) for word in query.words)


def _anchored(query: Query) -> tuple[str, int]:
    """The same pattern made to begin with the rarest letter of the first word, and how far that stands in the word.

    The engine looks at every place where the first letter of a pattern matches, so a rare one makes it several times
    as fast; what stands before that letter is looked at backwards.
    """
    first = query.words[0]
    letters = [] if first.has_star else _letters(query, first, is_loose=False)
    at = max(range(len(letters)), key=lambda place: letters[place].rarity, default=0)
    if at == 0:
        return _phrase(query, is_loose=False), 0
    before = "".join(letter.pattern for letter in letters[: at + 1])
    begins = _BEGINS if first.text[0].isalnum() else ""
    behind = "".join(letter.pattern for letter in letters[at + 1 :]) + _ending(first)
    rest = [_word(query, word, is_loose=False) for word in query.words[1:]]
    pattern = f"{letters[at].pattern}(?<={begins}{before}){behind}"
    return BLANKS.join([pattern, *rest]), sum(letter.width for letter in letters[:at])


def _word(query: Query, word: Word, is_loose: bool) -> str:
    """The pattern of one whole word: where it begins or ends in a letter or digit, no more of them stand beside it."""
    if word.has_star and word.text == "*":
        return _ANY_WORD
    pieces = [Word(piece, is_literal=True) for piece in word.text.split("*")] if word.has_star else [word]
    parts = ["".join(each.pattern for each in _letters(query, piece, is_loose, word)) for piece in pieces]
    begins = _BEGINS if word.text[0].isalnum() or parts[0] == "" else ""
    return begins + _joined(parts) + _ending(word)


def _joined(parts: list[str]) -> str:
    """The pieces of a word with any letters between them.

    Each but the last is held where it stands first, which leaves the most for the others; so no star is tried twice.
    """
    first, *middle = parts[:-1] or [""]
    held = "".join(f"(?>{_LETTERS}?{part})" for part in middle)
    return first + held + (_LETTERS if len(parts) > 1 else "") + parts[-1]


def _ending(word: Word) -> str:
    is_open = word.text[-1].isalnum() or (word.has_star and word.text[-1] == "*")
    return _NOT_BEFORE_MORE if is_open else ""


def _letters(query: Query, piece: Word, is_loose: bool, word: Word | None = None) -> list[_Letter]:
    """One pattern for each letter of a piece of a word; whether marks count is a matter of the whole word."""
    text = spelled(piece.text)
    with_marks = not is_loose and query.counts_marks((word or piece).text)
    with_case = not is_loose and query.is_case_exact
    found, at = [], 0
    while at < len(text):
        pair = text[at : at + 2]
        if with_marks and pair.lower() in _twins():
            found.append(_Letter(_pair(pair, with_case), 2, _rarity(pair[0], with_marks)))
            at += 2
        else:
            pattern = _class(_variants(text[at], with_marks, with_case))
            found.append(_Letter(pattern, 1, _rarity(text[at], with_marks)))
            at += 1
    return found


def _rarity(letter: str, with_marks: bool) -> int:
    base = folded(letter)
    place = _FREQUENT.find(letter.lower() if with_marks and letter.lower() == "đ" else base)
    has_mark = with_marks and base != letter.lower()
    return len(_FREQUENT) if place < 0 else place + (len(_FREQUENT) // 2 if has_mark else 0)


def _pair(pair: str, with_case: bool) -> str:
    twin = _twins()[pair.lower()]
    twin = "".join(t.upper() if p.isupper() else t for p, t in zip(pair, twin, strict=True))
    (a, b), (c, d) = ([_variants(letter, True, with_case) for letter in letters] for letters in (pair, twin))
    return f"{_class(a + c)}(?:(?<={_class(a)}){_class(b)}|(?<={_class(c)}){_class(d)})"


def _class(letters: str) -> str:
    unique = "".join(dict.fromkeys(letters))
    return re.escape(unique) if len(unique) == 1 else f"[{re.escape(unique)}]"


def _variants(letter: str, with_marks: bool, with_case: bool) -> str:
    """The single characters that one typed letter may be in a text: a quotation mark is any of its kind."""
    if (straight := plain_quotes(letter)) in QUOTES:
        return QUOTES[straight]
    base = letter if with_marks else folded(letter)
    found = letter if with_marks else _with_any_marks().get(base, letter)
    if with_case:
        return "".join(each for each in found if each.isupper() == letter.isupper()) or letter
    cases = (case for each in found for case in (each, each.lower(), each.upper()))
    return "".join(case for case in cases if len(case) == 1)


@cache
def _with_any_marks() -> dict[str, str]:
    """For each letter without marks, the Latin letters that fold to it."""
    found: dict[str, str] = {}
    for code in (*range(0x61, 0x7B), *range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = folded(chr(code))
        if len(base) == 1 and base.isascii() and base.isalpha():
            found[base] = found.get(base, "") + chr(code)
    return found


@cache
def _twins() -> dict[str, str]:
    """The two spellings of an open -oa, -oe, -uy with a tone, each with the other: oà and òa."""
    twins: dict[str, str] = {}
    for first, toned in (("o", "àáảãạèéẻẽẹ"), ("u", "ỳýỷỹỵ")):
        for letter in toned:
            placed = folded(first + letter, keep_marks=True)
            twins[first + letter], twins[placed] = placed, first + letter
    return twins
