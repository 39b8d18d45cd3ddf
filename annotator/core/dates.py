"""Calendar dates as Vietnamese web pages write them: day first, the time before or after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from annotator.core.text import folded

# Times are written 19:28, 19h28 and 19g28; SA and CH (sáng, chiều) are the Vietnamese AM and PM.
_CLOCK = r"(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})(?!\d)(?::\d{2}(?:\.\d+)?)?\s?(?P<half>(?:[ap]m|sa|ch)\b)?"
_GAP = r"[\s,;|()–-]{0,4}"
_BETWEEN = rf"{_GAP}(?:t|luc|ngay|(?:thu|chu)\s(?:[a-z]{{2,4}}|\d)|gmt\s?\+\s?7)?{_GAP}(?:luc|ngay)?{_GAP}"
_CLOCK_AFTER = re.compile(_BETWEEN + _CLOCK)
_CLOCK_BEFORE = re.compile(rf"(?<![\d:/-]){_CLOCK}{_BETWEEN}$")
_DATE = re.compile(
    r"""
    (?<!\d) (?<!\d[/.,:-]) (?:
      (?P<y1>\d{4}) (?P<sep1>[-/.]) (?P<m1>\d{1,2}) (?P=sep1) (?P<d1>\d{1,2})
    | (?P<d2>\d{1,2}) \s? (?P<sep2>[-/.]) \s? (?P<m2>\d{1,2}) \s? (?P=sep2) \s? (?P<y2>\d{4})
    | (?P<d3>\d{1,2}) (?P<sep3>[-/]) (?P<m3>\d{1,2}) (?P=sep3) (?P<y3>\d{2})
    | (?P<d4>\d{1,2}) \s thang \s (?P<m4>\d{1,2}) (?:,\s?|\s)? (?:nam\s)? (?P<y4>\d{4})
    ) (?! \d | [/.-]\d )
    """,
    re.VERBOSE,
)
# How far from its date a time is looked for.
_REACH = 40


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: `iso` is its value, `rest` the folded line without the date and its time."""

    iso: str
    rest: str


def parse(text: str) -> str | None:
    """Give the first calendar date of `text` as ISO 8601, `YYYY-MM-DD` or with its time `YYYY-MM-DDTHH:MM`.

    Days come before months; a year of two digits is one of 1970 to 2069. `None` where there is no possible date.
    """
    found = find(text)
    return found.iso if found else None


def find(text: str) -> FoundDate | None:
    """Find the first calendar date of `text`, or `None`; the value is that of `parse`."""
    copy = folded(text)
    for match in _DATE.finditer(copy):
        day = _date(match)
        if day is None:
            continue
        start, end = match.span()
        after = _CLOCK_AFTER.match(copy, end, end + _REACH)
        clock = after or _CLOCK_BEFORE.search(copy[max(0, start - _REACH) : start])
        time = _time(clock) if clock else None
        if clock is None or time is None:
            return FoundDate(day, copy[:start] + copy[end:])
        if after:
            end = after.end()
        else:
            start -= len(clock.group())
        return FoundDate(f"{day}T{time}", copy[:start] + copy[end:])
    return None


def _date(match: re.Match[str]) -> str | None:
    """Give the ISO date of a match, or `None` where the calendar has no such day."""
    form = next(form for form in "1234" if match["d" + form])
    day, month, year = (int(match[part + form]) for part in "dmy")
    if form == "3":
        year += 1900 if year >= 70 else 2000
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(clock: re.Match[str]) -> str | None:
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["half"] in ("pm", "ch") and hour < 12:
        hour += 12
    elif clock["half"] in ("am", "sa") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
