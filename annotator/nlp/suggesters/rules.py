"""Suggestions by patterns and lists alone, nothing learnt: the baseline that a model has to beat.

One walk over the tokens of each line: at each place the rules are asked in order, the first that finds a span wins,
and the walk goes on after it. Dates, documents and awards come from the patterns and go before everything else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from annotator.nlp.align import Token, tokens
from annotator.nlp.segment import joined, parts
from annotator.nlp.suggesters import Suggested
from annotator.nlp.suggesters.news.gazetteers import Gazetteers, gazetteers
from annotator.nlp.suggesters.news.patterns import spans

_UNITS = ("prov", "dist", "city", "country")
_NAMED = (*_UNITS, "ward", "dist1", "ward1", "country1")
# What may join two halves of a name.
_JOINING = frozenset(("-", "–", "—", "&"))
_CLOSING = re.compile(r"[IVX]+|\d{1,4}|thứ|lần|khóa|khoá|của")
# Classifiers that stay outside a place, and heads that stay outside an organisation unless they are capitalised.
_OUTSIDE = frozenset(("nước", "vùng", "khu vực", "phòng", "cửa"))
_CAPITAL_ONLY = frozenset(
    ("tổ chức", "nhóm", "hãng", "đội", "kênh", "đài", "ban", "bộ", "khoa", "vụ", "viện", "phòng", "đoàn")
)
# Heads that are a name by themselves.
_ALONE = frozenset(
    (
        *("chính phủ", "quốc hội", "nhà nước", "đảng", "bộ chính trị", "ban bí thư", "ban chấp hành", "ban thường vụ"),
        *("đoàn chủ tịch", "ban giám đốc", "trung ương đảng", "văn phòng chính phủ", "mặt trận tổ quốc"),
    )
)
# Heads after which a person's name is part of the name.
_SCHOOLS = ("trường", "đại học", "bệnh viện", "nhà")
_LONGEST = 14


class Rules:
    """Patterns and gazetteers; a `Suggester`."""

    name = "rules"
    version = "1"

    def suggest(self, text: str) -> list[Suggested]:
        """List the spans that patterns and lists find in `text`, part by part."""
        lists = gazetteers()
        found: list[Suggested] = []
        for start, end in parts(text):
            part = text[start:end]
            found += [Suggested(start + first, start + last, label, None) for first, last, label in _found(part, lists)]
        return found


def _found(part: str, lists: Gazetteers) -> Iterator[tuple[int, int, str]]:
    """Give the spans of one part of a text: those of the patterns, then those of the tokens between them."""
    line = tokens(part)
    place = 0
    for start, end, label in spans(part):
        before = place
        while place < len(line) and line[place].end <= start:
            place += 1
        yield from _walked(line[before:place], lists)
        yield start, end, label
        while place < len(line) and line[place].start < end:
            place += 1
    yield from _walked(line[place:], lists)


def _walked(line: list[Token], lists: Gazetteers) -> Iterator[tuple[int, int, str]]:
    walk = _Walk(line, lists)
    place = 0
    while place < len(line):
        end, label = walk.at(place)
        if label:
            yield line[place].start, line[end - 1].end, label
        place = max(end, place + 1)


class _Walk:
    """The tokens of one line with what the lists say of them."""

    def __init__(self, line: list[Token], lists: Gazetteers) -> None:
        self._words = [token.text for token in line]
        self._ends: dict[int, dict[str, int]] = defaultdict(dict)
        for first, end, kind in lists.matches(self._words):
            self._ends[first][kind] = end
        starts = {word.start for word in joined(line)}
        self._is_start = [token.start in starts for token in line]
        self._is_named: list[bool] = []
        for place, is_start in enumerate(self._is_start):
            self._is_named.append(self._is_capital(place) or (not is_start and self._is_named[place - 1]))

    def at(self, place: int) -> tuple[int, str]:
        """Give the end and the label of the span that begins at token `place`, an empty label when none does."""
        for rule, label in (
            (self._event, "EVENT"),
            (self._title, "TITLE"),
            (self._place, "LOC"),
            (self._organisation, "ORG"),
            (self._person, "PER"),
        ):
            end = rule(place)
            if end > place:
                return end, label
        return place, ""

    def _event(self, place: int) -> int:
        end = self._end(place, "eventhead")
        if end <= place or not self._is_capital(place):
            return place
        last = self._run(end, _CLOSING)
        return last if last > end or self._words[place].isascii() else place

    def _title(self, place: int) -> int:
        if not self._is_start[place]:
            return place
        end = self._end(place, "title")
        modifier = self._end(place, "titlemod")
        if end <= place and modifier > place:
            end = self._end(modifier, "title")
        if end > place and (end - place > 1 or self._is_capital(place)):
            return max(end, self._end(end, "titlemod")) if self._words[end - 1].lower() != "trưởng" else end
        return place

    def _place(self, place: int) -> int:
        head = self._end(place, "placehead")
        if self._is_start[place] and place < head < len(self._words) and self._text(place, head) not in _OUTSIDE:
            if self._words[head].isdigit():
                return head + 1
            named = max(self._end(head, kind) for kind in _NAMED) if self._is_capital(head) else head
            end = named if named > head else self._run(head)
            return end if end > head else place
        return max(self._end(place, kind) for kind in (*_UNITS, "country1")) if self._is_capital(place) else place

    def _organisation(self, place: int) -> int:
        head = self._end(place, "orghead")
        is_capital = self._is_capital(place)
        if self._is_start[place] and head > place and (is_capital or self._text(place, head) not in _CAPITAL_ONLY):
            text = self._text(place, head)
            end = self._run(head, stops_at_person=not text.startswith(_SCHOOLS))
            end = max(end, self._place(end) if end < len(self._words) else end)
            if end > head or (is_capital and text in _ALONE):
                return end
        return self._end(place, "orgabbr") if is_capital and self._end(place, "orghead") == place else place

    def _person(self, place: int) -> int:
        if not self._is_capital(place) or self._end(place, "honor") > place or not self._is_start[place]:
            return place
        end = place
        while end < min(len(self._words), place + 5) and self._is_capital(end) and not self._is_title(end):
            end += 1
        known = self._end(place, "family") > place and end - place >= 2
        cued = place > 0 and any("honor" in self._ends[start] for start in range(max(0, place - 2), place))
        titled = place > 0 and any(
            kinds.get("title") == place for kinds in map(self._ends.get, range(max(0, place - 4), place)) if kinds
        )
        return end if known or cued or titled else place

    def _run(self, place: int, also: re.Pattern[str] | None = None, stops_at_person: bool = False) -> int:
        """Give the end of the capitalised words from `place` on, words that join two of them included."""
        end = place
        for index in range(place, min(len(self._words), place + _LONGEST)):
            word = self._words[index]
            if self._is_title(index) or (stops_at_person and self._is_person(index)):
                break
            if self._is_named[index] or (also is not None and also.fullmatch(word)):
                end = index + 1
            elif word not in _JOINING and (word != "và" or index + 1 == len(self._words) or self._is_head(index + 1)):
                break
        return end

    def _is_head(self, place: int) -> bool:
        return not self._is_named[place] or not self._ends[place].keys().isdisjoint(
            ("orghead", "country", "country1", "prov")
        )

    def _is_title(self, place: int) -> bool:
        return self._is_start[place] and self._end(place, "title") > place

    def _is_person(self, place: int) -> bool:
        """Tell whether a family name and two more capitals stand at `place`."""
        after = range(place + 1, place + 3)
        return self._end(place, "family") > place and all(i < len(self._words) and self._is_capital(i) for i in after)

    def _text(self, place: int, end: int) -> str:
        return " ".join(self._words[place:end]).lower()

    def _end(self, place: int, kind: str) -> int:
        return self._ends[place].get(kind, place) if place in self._ends else place

    def _is_capital(self, place: int) -> bool:
        return self._words[place][0].isupper()
