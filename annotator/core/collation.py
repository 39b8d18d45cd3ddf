"""Vietnamese dictionary order as a string that any binary comparison sorts rightly.

Words are compared one after another, each by its letters (a ă â b c d đ e ê ...), then by its tone (ngang, huyền, hỏi,
ngã, sắc, nặng); capitals decide last. This is the order of Vietnamese dictionaries, so `bạ` comes before `bác`.
"""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# All codes are ASCII, so that letters of other scripts, which stand for themselves, come after them.
_LETTER = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_TONE = {tone: str(place) for place, tone in enumerate(_TONES, start=1)}
# An end sorts before whatever could go on: a tone, a letter, a further word.
_END_OF_TEXT = "\x01"
_END = "\x02"
_NUMBER = "\x03"
# The count of digits is one character, so numbers longer than this are ordered digit by digit.
_MOST_DIGITS = 90

_MARK = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"\d+|(?:[^\W\d_][\u0300-\u036f]*)+")
_TONE_MARK = re.compile(f"[{_TONES}]")


def sort_key(text: str) -> str:
    """Give a string whose binary order (that of SQLite's BINARY on UTF-8) is the Vietnamese order of `text`.

    Runs of digits go by their number and before letters; blanks, quotes and other punctuation only part words. Texts
    that differ in nothing else, such as in their normalisation form, have the same key.
    """
    words = _WORD.findall(unicodedata.normalize("NFD", text))
    cases = "".join("1" if letter.isupper() else "0" for word in words for letter in _MARK.sub("", word))
    return "".join(map(_word_key, words)) + _END_OF_TEXT + cases.rstrip("0")


def _word_key(word: str) -> str:
    if word[0].isdecimal():
        return _number_key(word)
    word = unicodedata.normalize("NFD", word.casefold())
    letters = []
    marks = _TONE_MARK.findall(word)
    for letter in unicodedata.normalize("NFC", _TONE_MARK.sub("", word)):
        if letter in _LETTER:
            letters.append(_LETTER[letter])
        else:
            base, *others = list(unicodedata.normalize("NFD", letter))
            letters.append(_LETTER.get(base, base))
            marks += others
    return "".join(letters) + _END + "".join(_TONE.get(mark, mark) for mark in marks) + _END


def _number_key(digits: str) -> str:
    number = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    return _NUMBER + chr(ord(" ") + min(len(number), _MOST_DIGITS)) + number + _END
