"""Dates, documents, awards and numbered events by patterns.

Their extents are those of the labelling guideline: a date takes the words beside it that belong to it (`sáng ngày`,
`nhiệm kỳ`, the clock), a range is one span, a document keeps its number or full title, an award its name without the
giver. Every repetition is bounded and starts are word starts, so the time is linear in the length of the line.
In the patterns below a blank stands for one to three blanks of any kind, and `_` for none to three.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from annotator.nlp.align import compose
from annotator.nlp.suggesters.news.gazetteers import names


class PatternSpan(NamedTuple):
    """A span found by a pattern: its range, in code points of the line and half-open, and its label."""

    start: int
    end: int
    label: str


_UPPER = "".join(chr(code) for code in (*range(0x41, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).isupper())
_CAPITAL = rf"[{_UPPER}]\w{{0,12}}"

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_YEAR = r"(?:1[0-9]|20)\d\d(?!\d)"
_DASH = r"_[-–—]_"
_TO = rf"(?:{_DASH}| đến (?:hết )?)"

_SLASHED = rf"{_DAY}_/_{_MONTH}(?:_[/-]_{_YEAR})?"
_DOTTED = rf"{_DAY}\.{_MONTH}(?:\.{_YEAR})?"
_HYPHENED = rf"{_DAY}-{_MONTH}(?:-{_YEAR})?"
_SPELT = rf"{_DAY} tháng (?:{_MONTH}|giêng|chạp)(?:(?: năm |_[/-]_){_YEAR})?"
_FULL = rf"(?:{_DAY}\.{_MONTH}\.{_YEAR}|{_DAY}-{_MONTH}-{_YEAR})"
_ONE_DAY = rf"(?:{_SPELT}|{_SLASHED}|{_DOTTED}|{_HYPHENED})"
_MORE_DAYS = rf"(?:,_{_DAY}){{0,3}}(?:{_DASH}| và (?:ngày )?| đến (?:ngày )?|, )"
_DAYS = rf"(?:{_DAY}{_MORE_DAYS}{_ONE_DAY}|{_ONE_DAY}(?:{_TO}(?:ngày )?{_ONE_DAY})?)"

_PART = r"(?:rạng sáng|sáng sớm|chiều tối|sáng|trưa|chiều|tối|đêm|khuya)"
_CLOCK = r"\d{1,2}(?:[hg:]\d{0,2}|_giờ(?: \d{1,2})?)(?:_phút|')?(?: GMT)?"
_HOUR = rf"{_CLOCK}(?:{_TO}{_CLOCK})?,? (?:(?:{_PART}|hôm|vào) )?(?:(?:cùng )?ngày )?"
_PART_OF_DAY = rf"{_PART} (?:nay |qua |mai )?(?:(?:cùng )?ngày )?"
_TILL_HOUR = rf"{_TO}{_CLOCK} (?:{_PART} )?(?:ngày )?{_ONE_DAY}"
_TILL_DAWN = rf" rạng sáng (?:ngày )?{_ONE_DAY}"

_YEARS = rf"{_YEAR}(?:(?:{_DASH}| đến (?:năm )?|, | và ){_YEAR}){{0,2}}"
_QUARTER = r"(?:[1-4]|IV|I{1,3})\b"
_MONTHS = rf"{_MONTH}(?:, {_MONTH}){{0,3}}(?:(?:{_DASH}| đến (?:tháng )?| và (?:tháng )?){_MONTH})?"

# As web pages stamp their articles: a day with the clock after or before it, `07:06 AM 02/02/2024`.
_STAMP_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m\b)?"
_STAMP_DAY = rf"(?:{_DAY}/{_MONTH}/{_YEAR}|{_FULL}|{_DAY}-{_MONTH}-\d\d(?!\d))"
_STAMP_BETWEEN = r"(?:,? | [-–|] )"

# What can begin with a figure, and what begins with a word.
_DATES_OF_FIGURES = [
    rf"{_STAMP_DAY}{_STAMP_BETWEEN}{_STAMP_CLOCK}",
    rf"{_STAMP_CLOCK}{_STAMP_BETWEEN}{_STAMP_DAY}",
    rf"{_HOUR}{_DAYS}(?:{_TILL_HOUR})?",
    rf"{_DAY}(?:{_DASH}){_SLASHED}",
    rf"{_SLASHED}(?:{_TO}(?:ngày )?{_SLASHED})?",
    _SPELT,
    rf"{_FULL}(?:{_DASH}{_FULL})?",
    rf"(?<=[(]){_DAYS}(?=_[)])",
    rf"(?<=hôm.){_ONE_DAY}",
    rf"{_YEAR}{_DASH}{_YEAR}",
    rf"(?:(?<=[(])|(?<=SN.)){_YEAR}(?=_[),])",
]
_DATES_OF_WORDS = [
    rf"(?:{_PART_OF_DAY}|(?:cùng )?ngày )(?:{_DAYS}(?:{_TILL_HOUR}|{_TILL_DAWN})?|{_DAY}{_TILL_DAWN})",
    rf"tháng {_MONTHS}(?:(?: năm |_[/.-]_){_YEAR}| năm (?:ngoái|nay|sau|tới)| âm lịch)?",
    rf"qu[ýí] {_QUARTER}(?:(?:{_DASH}| và (?:quý )?|, ){_QUARTER})?(?:(?:_/_| năm ){_YEAR}| năm (?:ngoái|nay))?",
    rf"(?:gia[io] đoạn|nhiệm k[ỳì]|niên kh[óo][aá]|năm học|mùa giải) {_YEAR}(?:(?:{_TO}(?:năm )?|_/_){_YEAR})?",
    rf"(?:những )?(?!(?<=\d.)năm {_YEAR}{_DASH})năm (?:{_YEARS}|\d0(?!\d))",
    r"(?:thế kỷ|thế kỉ|thập niên|thập kỷ) (?:thứ )?(?:[ivx]{1,5}\b|\d{1,4})",
]
_FRACTION = r"(?!(?:1/[2348]|2/3|3/4|24/7)(?!\d|_/))"
_DATE = (
    rf"(?<!\w)(?:(?=\d)(?<![/.,:–-]){_FRACTION}(?:{'|'.join(_DATES_OF_FIGURES)})"
    rf"|(?=[rsctđknqgm])(?:{'|'.join(_DATES_OF_WORDS)}))(?![\w%]|[/.,-]\d)"
)
_NOT_OF_DATE = re.compile(r"cùng\s+(?=ngày)", re.IGNORECASE)

_SYMBOL = rf"[{_UPPER}][\w&.]{{0,12}}(?:_[-/–&]_[{_UPPER}][\w&]{{0,10}}){{0,3}}"
_CODE = rf"\d{{1,5}}[a-z]?(?:_/_\d{{4}})?_[-/–]_{_SYMBOL}"
_NUMBERED = (
    r"nghị quyết|nghị định|quyết định|chỉ thị|thông tư liên tịch|thông tư|công văn|công điện|pháp lệnh"
    r"|văn bản chỉ đạo|văn bản"
)
_NUMBERED_CAPITAL = "|".join(word.capitalize() for word in _NUMBERED.split("|"))
_ALSO_NUMBERED = (
    r"quy định|kết luận|hướng dẫn|kế hoạch|thông báo|thông tri|tờ trình|báo cáo|công hàm|quy chế|sắc lệnh|lệnh|đề án"
    r"|chương trình|luật|giấy phép|công thư"
)
_OF_YEAR = rf"(?: (?:năm )?{_YEAR})?"
_SESSION = r"trung ương \d{1,2}(?: \(?kh(?:óa|oá) (?:[IVX]{1,5}|\d{1,2})\b\)?)?"
_PARTNERS = rf"{_CAPITAL}(?:(?:{_DASH}| ){_CAPITAL}){{0,6}}"
_TREATIES = (
    r"thương mại tự do|đối tác (?:kinh tế )?toàn diện khu vực"
    r"|đối tác (?:kinh tế )?(?:toàn diện và tiến bộ )?xuyên thái bình dương"
)


def _documents() -> str:
    laws = "|".join(re.escape(law).replace(r"\ ", " ") for law in sorted(names("laws"), key=len, reverse=True))
    changing = r"(?:luật sửa đổi, bổ sung một số điều(?: của)? )"
    treaty = r"(?i:hiệp định|hiệp ước|công ước|nghị định thư)|Tuyên bố|Thỏa thuận|Hiến chương"
    kinds = [
        rf"(?i:{_NUMBERED}|{_ALSO_NUMBERED}) (?:s?ố_:?_)?{_CODE}(?:(?:, | và ){_CODE})?",
        rf"(?i:{_NUMBERED}|{_ALSO_NUMBERED}) số \d{{1,5}}(?:/\d{{4}})?\b",
        rf"(?i:{_NUMBERED}) \d{{1,4}}/\d{{4}}\b",
        rf"(?:{_NUMBERED_CAPITAL}|Quy định|văn bản) \d{{2,4}}(?:, \d\d\b){{0,3}}(?![\d%/]|\.\d)",
        rf"(?i:nghị quyết {_SESSION})",
        r"(?:NQ|CT|NĐ|QĐ)_\d{1,3}\b(?!/)",
        rf"(?i:(?<!pháp.){changing}?(?:bộ )?luật|pháp lệnh) (?i:{laws})\b{_OF_YEAR}",
        rf"Hiến pháp{_OF_YEAR}|hiến pháp {_PARTNERS}",
        r"(?i:điều lệ) (?:Đảng|Công đoàn(?: Việt Nam)?|Đoàn|MTTQ Việt Nam)\b",
        r"(?:CPTPP|TPP(?:-?11)?|RCEP|EVFTA|EVIPA|NAFTA|UNCLOS(?: 1982)?|TTIP|AFTA|INF)\b",
        rf"FTA {_PARTNERS}",
        rf"Hiệp định (?i:{_TREATIES})(?: (?:giữa )?{_PARTNERS})?|hiệp định (?i:{_TREATIES}) (?:giữa )?{_PARTNERS}",
        rf"(?i:công ước) (?:(?:của )?(?:LHQ|Liên hợp quốc|Liên Hợp Quốc|quốc tế) )?(?i:về luật biển){_OF_YEAR}",
        rf"(?<!Tổ.chức.)(?:{treaty}) (?!Đối){_PARTNERS}{_OF_YEAR}",
    ]
    return rf"(?<!\w)(?=[A-ZĐa-zđ])(?:{'|'.join(kinds)})"


def _awards() -> str:
    run = rf"(?: {_CAPITAL}){{1,5}}"
    quoted = r"(?: [“\"][^”\"\n]{2,90}[”\"])"
    years = r"\d\d(?:, \d\d){0,4}(?: và \d\d)? năm tuổi [Đđ]ảng"
    merits = r"lao động|độc lập|sao vàng|quân công|chiến công|kháng chiến|hữu nghị|dũng cảm"
    rank = r"(?: [Hh]ạng (?:[Nn]hất|[Nn]hì|[Bb]a|I{1,3}\b))"
    kinds = [
        rf"(?i:huy hiệu)(?: (?:Đảng(?: {years})?|{years}|{_CAPITAL}{run}?)|{quoted})",
        rf"(?i:huân chương)(?: (?i:{merits})|{run})?{rank}?",
        rf"(?i:kỷ niệm chương)(?:{quoted}|{run})?",
        r"(?i:bằng khen|giấy khen|cờ thi đua)\b",
        r"(?i:(?:bà )?mẹ việt nam anh hùng|anh hùng lao động)\b",
        r"(?i:anh hùng (?:lực lượng vũ trang|llvt)(?:nd| nhân dân)?)\b",
        r"(?i:chiến s[ĩỹ] thi đua(?: toàn quốc| cơ sở)?)\b",
        r"(?i:(?:nhà giáo|nghệ s[ĩỹ]|thầy thuốc) (?:nhân dân|ưu tú))\b",
        r"(?i:giải (?:nhất|nhì|ba|khuyến khích|đặc biệt))(?: tuần| tháng)?\b|[Gg]iải [ABC]\b",
        rf"(?i:giải thưởng){run}|(?:[Gg]iải )?Nobel(?: (?i:hòa bình|hoà bình)|{run})?",
        rf"[Gg]iải báo chí{quoted}(?: lần thứ \w{{1,6}})?(?: năm {_YEAR}(?:{_DASH}{_YEAR})?)?",
        r"(?i:quả bóng vàng|cành cọ vàng|chiếc giày vàng)\b",
        r"HC[VBĐ](?: (?:Olympic|SEA Games|ASIAD))?\b|(?i:huy chương (?:vàng|bạc|đồng))\b",
    ]
    return rf"(?<!\w)(?=[HKBGCMANTQhkbgcmantq])(?:{'|'.join(kinds)})"


def _events() -> str:
    """Congresses, plenums and sessions with their number; what they are of and their term belong to them."""
    number = r"(?:(?:lần )?thứ )?(?:[IVX]{1,5}|\d{1,2})\b(?![./]\d)"
    term = rf"(?:,? \(?kh(?:óa|oá) (?:[IVX]{{1,5}}|\d{{1,3}})\b\)?)?(?:,? (?:nhiệm kỳ )?{_YEAR}{_DASH}{_YEAR})?"
    before = rf"(?: (?:(?i:đại biểu|toàn quốc|toàn thể)|{_CAPITAL}(?: (?:bộ|viên chức|tỉnh|thành phố)\b)?)){{0,8}}"
    after = rf"(?: (?:của )?Đảng(?: Cộng sản(?: {_CAPITAL}){{1,2}})?| CĐ(?:VN| Việt Nam)| Công đoàn Việt Nam)?"
    plenum = rf"(?: (?:lần thứ \w{{1,5}} )?(?:Ban Chấp hành|BCH))? (?:Trung ương|TW)(?: Đảng)? {number}"
    council = rf"(?:,? (?:của )?(?:Quốc hội|QH|(?:HĐND|Ủy ban)(?: (?:tỉnh|thành phố|liên|{_CAPITAL})){{0,6}}))?"
    kinds = [
        rf"(?:[Đđ]ại hội|ĐẠI HỘI|ĐH){before} {number}{after}{term}",
        rf"(?:[Hh]ội nghị|HỘI NGHỊ){plenum}{after}{term}",
        rf"[Kk]ỳ họp (?:lần )?thứ (?:\d{{1,2}}\b|[nhbtnsc]\w{{1,3}}\b){council}{term}",
    ]
    return rf"(?<!\w)(?=[ĐđHhKk])(?:{'|'.join(kinds)})"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the patterns, each with its label."""
    return (
        ("AWARD", _compiled(_awards())),
        ("DOC", _compiled(_documents())),
        ("DATE", _compiled(_DATE, re.IGNORECASE)),
        ("EVENT", _compiled(_events())),
    )


def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"[^\S\n]{1,3}").replace("_", r"[^\S\n]{0,3}"), flags)


def spans(line: str) -> list[PatternSpan]:
    """List the dates, documents, awards and numbered events of any line, in order and not overlapping."""
    composed = compose(line)
    text = composed.text
    taken = [(*_cut(text, *match.span()), label) for label, pattern in _patterns() for match in pattern.finditer(text)]
    found: list[PatternSpan] = []
    done = 0
    for start, end, label in sorted(taken, key=lambda span: (span[0], -span[1])):
        if start >= done:
            found.append(PatternSpan(*composed.source(start, end), label))
            done = end
    return found


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a word before a date that does not belong to it."""
    match = _NOT_OF_DATE.match(text, start, end)
    return (match.end() if match else start), end
