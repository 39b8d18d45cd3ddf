"""The query language of the search through the project: what is typed, read into a `Query`.

    nguyen phu trong          words one after the other, in one line, with any white space between them
    "label:ORG"               the same taken as it stands: `*`, `/` and `:` mean nothing in quotes
    chính*   *viên   ban *    a star stands for the rest of a word, and by itself for any word
    /[0-9]+ tỷ đồng/          a regular expression (Python's); it stands in place of words
    label:ORG                 only hits that share a character with a span of this label; alone: all its spans
    -label:ORG                only hits that share none with one
    is:labelled is:unlabelled only hits that share a character with any span of the person, or with none

Several `label:` mean any of them, several `-label:` none of them; `label:"Tên riêng"` for names with blanks. Everything
else that is typed joins the phrase. Words are found as whole words.

Diacritics: a word that carries marks (đ is one) matches the same marks, a word without any matches any; `Marks` forces
either. Where the tone stands does not count (hoà = hòa). Case does not count unless asked. A regular expression sees
the text as it is stored, so marks and case always count in it (`(?i)` at its beginning lets case go); `^` and `$` are
the edges of lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from annotator.core.errors import InputError
from annotator.core.text import folded

_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_REGEX = re.compile(r"(?:^|(?<=\s))/(.+)/(?=\s|$)", re.DOTALL)
_QUOTE = re.compile('["“”]')
_TOKEN = re.compile(
    r"""(?P<minus>-?)(?P<filter>label|is):(?:["“”](?P<quoted>[^"“”]*)["“”]?|(?P<value>\S*))
    |["“”](?P<phrase>[^"“”]*)["“”]?
    |(?P<word>[^\s"“”]+)""",
    re.VERBOSE,
)
_STATES = {"labelled": True, "unlabelled": False}


class Marks(StrEnum):
    """Whether diacritics count: as each word is typed, always, or never."""

    AUTO = "auto"
    EXACT = "exact"
    IGNORED = "ignored"


class Word(NamedTuple):
    """One word of a phrase; in one that is not `is_literal` a star stands for any letters."""

    text: str
    is_literal: bool = False

    @property
    def has_star(self) -> bool:
        """True when it matches more than one spelling of a word."""
        return "*" in self.text and not self.is_literal


@dataclass(frozen=True)
class Query:
    """What is looked for: words or a pattern, never both; neither where `labels` or `labelled` ask for spans alone."""

    words: tuple[Word, ...] = ()
    pattern: str = ""
    labels: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    labelled: bool | None = None
    marks: Marks = Marks.AUTO
    is_case_exact: bool = False
    is_exact: bool = False
    """The words are one surface spelled exactly so, in case, tones and blanks within a line (see `core.surfaces`)."""

    @property
    def is_by_label(self) -> bool:
        """True when nothing but spans is asked for: each of them is a hit."""
        return not self.words and not self.pattern

    def counts_marks(self, word: str) -> bool:
        """Whether diacritics count in this word."""
        if self.marks == Marks.AUTO:
            return folded(word, keep_marks=True) != folded(word)
        return self.marks == Marks.EXACT


def parse(text: str, marks: Marks = Marks.AUTO, is_case_exact: bool = False) -> Query:
    """Reads what was typed.

    Raises InputError: "query.empty" when it asks for nothing, "query.mixed" for words beside a regular expression,
    "query.state" for an unknown `is:`.
    """
    regex = _regex(text)
    rest = text[: regex.start()] + " " + text[regex.end() :] if regex else text
    words: list[Word] = []
    wanted: list[str] = []
    without: list[str] = []
    labelled: bool | None = None
    for token in _TOKEN.finditer(rest):
        if token["filter"] == "label":
            (without if token["minus"] else wanted).append(_value(token))
        elif token["filter"]:
            labelled = _state(token) != bool(token["minus"])
        elif token["phrase"] is not None:
            words += _words(token["phrase"], is_literal=True)
        else:
            words += _words(token["word"])
    query = Query(
        tuple(words), regex[1] if regex else "", tuple(wanted), tuple(without), labelled, marks, is_case_exact
    )
    if regex and words:
        raise InputError("query.mixed", words=" ".join(word.text for word in words))
    if query.is_by_label and not wanted and labelled is not True:
        raise InputError("query.empty")
    return query


def of_surface(surface: str, is_exact: bool) -> Query:
    """Looks for other places of a name: spelled exactly so, or whatever its case, tone placement and white space."""
    literal = (Word(word, is_literal=True) for word in surface.split())
    words = tuple(literal if is_exact else _words(surface, is_literal=True))
    return Query(words, marks=Marks.EXACT, is_case_exact=is_exact, is_exact=is_exact)


def spelled(text: str) -> str:
    """A text with each letter and its marks in one character, without invisible characters."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def _words(text: str, is_literal: bool = False) -> Iterator[Word]:
    """The words that are typed, however their letters are put together: a mark by itself would be no part of a word."""
    return (Word(word, is_literal) for word in spelled(text).split())


def _regex(text: str) -> re.Match[str] | None:
    """The regular expression in what was typed; slashes in quotes mean nothing."""
    found = _REGEX.search(text)
    while found is not None and len(_QUOTE.findall(text, 0, found.start())) % 2:
        found = _REGEX.search(text, found.start() + 1)
    return found


def _value(token: re.Match[str]) -> str:
    return token["quoted"] if token["quoted"] is not None else token["value"]


def _state(token: re.Match[str]) -> bool:
    value = _value(token).casefold()
    if value not in _STATES:
        raise InputError("query.state", value=_value(token))
    return _STATES[value]
