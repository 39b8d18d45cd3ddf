"""What looks like a name or a date to the eye: runs of capitalised words, numbers and words of the calendar in a line.

Nothing here suggests a label: a person goes from run to run and says what each is. Vietnamese capitalises the first
syllable of a word only (`Văn phòng Trung ương Đảng`), so runs go by words where they are known, else by syllables.
A title is cut off from the name behind it (`Tổng Bí thư` | `Tô Lâm`), as the two are never one name. All offsets count
code points of the text exactly as it is stored; ranges are half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from operator import itemgetter

from annotator.core.selection import Range, Words, syllables

_GAP = re.compile(r"[^\S\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_NUMBER_GAP = re.compile(r"\s*[–-]?\s*")
_STARTS_SENTENCE = re.compile(r"(?:\A|[.!?…:])[\s\"'“‘«(\[–-]*\Z")
_REACH = 12
"""How far before a word the end of the sentence before it is looked for."""

_TRIES = 1000
"""Places where a word is looked at before it counts as never standing by itself."""

_LEAD = 5
"""Words of the calendar looked over for the number behind them."""

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_JOINED_NUMBER = re.compile(r"\d+[^\w\s]\w+")
_CALENDAR = frozenset(("sáng", "trưa", "chiều", "tối", "đêm", "ngày", "mùng", "tháng", "quý", "năm"))
_LONG_CALENDAR = frozenset(("giai đoạn", "nhiệm kỳ", "thế kỷ", "thập niên"))

_OPENERS = frozenset(
    (
        "cùng", "theo", "tại", "trong", "ngoài", "trước", "sau", "giữa", "khi", "lúc", "với", "từ", "ở", "đến", "để",
        "và", "nhưng", "tuy", "tuy nhiên", "song", "do", "vì", "bởi", "nhờ", "nếu", "dù", "các", "những", "một", "mỗi",
        "mọi", "nhiều", "đây", "đó", "này", "kia", "bên", "bên cạnh", "trên", "dưới", "về", "qua", "đặc biệt", "nhân",
        "nhân dịp", "nhằm", "thay mặt", "tôi", "ông", "bà", "anh", "chị", "em", "chúng", "chúng tôi", "chúng ta", "họ",
        "đồng chí",
        "ngay", "đồng thời", "hiện", "hiện nay", "được", "đã", "đang", "sẽ", "cũng", "còn", "như", "theo đó", "vậy",
        "thế", "tuy vậy", "mặc dù", "không", "có", "là", "thì", "mà", "việc", "sự", "cả", "hai", "ba", "thêm", "nêu",
        "nhìn", "dự", "tham dự", "phát biểu",
    )
)  # fmt: skip
"""Words that begin sentences and never names."""

_TITLES = tuple(
    tuple(title.split())
    for title in (
        "phó chủ tịch thường trực", "phó chủ tịch nước", "chủ tịch nước", "phó chủ tịch", "chủ tịch",
        "phó bí thư thường trực", "tổng bí thư", "phó bí thư", "bí thư", "thường trực",
        "phó thủ tướng thường trực", "phó thủ tướng", "thủ tướng", "phó tổng thống", "tổng thống", "quốc vương",
        "thứ trưởng thường trực", "thứ trưởng", "bộ trưởng", "ngoại trưởng", "tỉnh trưởng", "thị trưởng", "đại sứ",
        "ủy viên dự khuyết", "uỷ viên dự khuyết", "ủy viên", "uỷ viên", "tổng thư ký", "phó tổng giám đốc",
        "tổng giám đốc", "phó giám đốc", "giám đốc", "phó hiệu trưởng", "hiệu trưởng", "viện trưởng", "chánh án",
        "phó trưởng", "trưởng", "phó chánh", "chánh", "phó tổng biên tập", "tổng biên tập", "hlv trưởng", "hlv",
        "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "đại tá", "thượng tá", "trung tá", "thiếu tá",
        "giáo sư", "phó giáo sư", "tiến sĩ", "thạc sĩ", "gs.ts", "pgs.ts", "gs", "pgs", "ts", "ths",
    )
)  # fmt: skip
"""Words of office and rank, longest first where one begins another."""


def runs(text: str, line: Range, words: Words, is_common: Callable[[str], bool] = lambda _word: False) -> list[Range]:
    """List the runs in one line of `text`, in order.

    `is_common` tells whether a word stands in lower case elsewhere in the article: such a word, capitalised only
    because a sentence begins with it, begins no run.
    """
    found: list[Range] = []
    units = _units(text, line, words)
    at = 0
    while at < len(units):
        last = _run_end(text, units, at)
        if last is None:
            at += 1
            continue
        run = units[at : last + 1]
        at = last + 1
        if len(run) > 1 or _tells(text, run[0]):
            run = _without_beginning(text, line[0], run, is_common)
        if run and _tells(text, (run[0][0], run[-1][1])):
            found += _cut(text, run[0][0], run[-1][1])
    return found


def _units(text: str, line: Range, words: Words) -> list[Range]:
    """The words of a line that have a letter or digit; the syllable with its number where a word cuts one."""
    pieces = syllables(text, *line)
    if not words:
        return pieces
    first = bisect_left(words, line[0], key=itemgetter(0))
    known = words[first : bisect_left(words, line[1], key=itemgetter(0))]
    found: list[Range] = []
    for start, end in pieces:
        at = bisect_right(known, start, key=itemgetter(0)) - 1
        is_inside = at >= 0 and end <= known[at][1] and not _has_digit(text, start, end)
        if is_inside and found and found[-1][1] > known[at][0]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _run_end(text: str, units: list[Range], at: int) -> int | None:
    """The number of the last unit of the run that begins with unit `at`, or None when none begins there."""
    last = None
    is_open = False
    for number in range(at, len(units)):
        start, end = units[number]
        if number > at and not _adjoin(text, units[number - 1], units[number]):
            break
        if _bears(text, start, end):
            last, is_open = number, False
        elif _is_calendar(text, start, end) and (last is None or _has_digit(text, *units[number - 1])):
            is_open = True
        else:
            break
        if last is None and (not is_open or number - at == _LEAD):
            break
    return last


def _adjoin(text: str, left: Range, right: Range) -> bool:
    gap = text[left[1] : right[0]]
    if _GAP.fullmatch(gap):
        return True
    return _has_digit(text, *left) and _has_digit(text, *right) and _NUMBER_GAP.fullmatch(gap) is not None


def _bears(text: str, start: int, end: int) -> bool:
    first = text[start]
    return first.isupper() or first.istitle() or _has_digit(text, start, end)


def _has_digit(text: str, start: int, end: int) -> bool:
    return any(character.isdecimal() for character in text[start:end])


def _is_calendar(text: str, start: int, end: int) -> bool:
    word = " ".join(text[start:end].lower().split())
    return word in _CALENDAR or word in _LONG_CALENDAR


def _tells(text: str, run: Range) -> bool:
    """Tell whether a run is worth stopping at: it has a capital, or a number that is a date."""
    quote = text[slice(*run)]
    if any(c.isupper() or c.istitle() for c in quote):
        return True
    begins_as_date = quote.split(maxsplit=1)[0].lower() in _CALENDAR or not quote[0].isdecimal()
    return begins_as_date or _JOINED_NUMBER.search(quote) is not None or _YEAR.search(quote) is not None


def _without_beginning(text: str, line: int, run: list[Range], is_common: Callable[[str], bool]) -> list[Range]:
    """A run in the line from `line` without a common word that has its capital from the beginning of a sentence."""
    start, end = run[0]
    begins = _STARTS_SENTENCE.search(text[max(line, start - _REACH) : start])
    if not begins or _has_digit(text, start, end) or _is_calendar(text, start, end):
        return run
    word = text[start:end].lower()
    if " ".join(word.split()) in _OPENERS:
        return run[1:]
    is_weak = _title_end(text, start, run[-1][1]) is None and is_common(word)
    return run[1:] if is_weak else run


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    """A run with its titles cut off from what follows each."""
    while (title := _title_end(text, start, end)) is not None and title < end:
        yield start, title
        start = syllables(text, title, end)[0][0]
    yield start, end


def _title_end(text: str, start: int, end: int) -> int | None:
    pieces = syllables(text, start, end)
    said = [text[a:b].lower() for a, b in pieces[:6]]
    for title in _TITLES:
        if tuple(said[: len(title)]) == title:
            return pieces[len(title) - 1][1]
    return None


class Commons:
    """Which words stand in lower case in a text; each is looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    def __call__(self, word: str) -> bool:
        """Tell whether a word in lower case stands by itself somewhere in the text."""
        if word not in self._known:
            self._known[word] = self._stands(word)
        return self._known[word]

    def _stands(self, word: str) -> bool:
        at = self._text.find(word)
        for _ in range(_TRIES):
            if at < 0:
                return False
            end = at + len(word)
            if not (self._text[at - 1 : at].isalnum() or self._text[end : end + 1].isalnum()):
                return True
            at = self._text.find(word, end)
        return False
