"""What each line of a web dump is: the article, what names it, or furniture that a reader is spared.

The rules look at one line's shape (length, end, capitals, names, photo credits), its neighbours, and its place: before
the first paragraph, among the paragraphs, or after the last. Where they are unsure a line is body, because a menu that
is shown disturbs and a sentence that is hidden is lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from annotator.core.dates import find, parse
from annotator.core.line_kinds import HIDDEN, LineKind
from annotator.core.syllables import is_syllable
from annotator.core.text import folded, line_ranges


@dataclass(frozen=True, slots=True)
class Line:
    """One line, `[start, end)` in code points without its terminator, and its kind."""

    start: int
    end: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text says about itself; `None` where it does not."""

    title: str | None
    published: str | None
    author: str | None
    source: str | None


# Nothing longer is looked at: it is a paragraph.
_LONGEST_SHORT = 500
_LONGEST_TITLE = 200
_LONGEST_GUESS = 100
# How many lines that are not blank the top of a page can have.
_TOP = 40

_CAPITALS = "A-Z" + "".join(chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).isupper())
_IMAGE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|bmp|avif)(?:[?#]\S*)?", re.IGNORECASE)
_PLAYER = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\s*/\s*\d{1,2}:\d\d(?::\d\d)?|00?:00(?::00)?|\d(?:\.\d+)?x")
_COUNTER = re.compile(
    r"(?:tong )?(?:so )?(?:luot|nguoi)(?: dang)? (?:truy cap|xem|doc|thich|online)\W*[\d., ]*"
    r"|[\d.,]+ (?:luot (?:xem|doc|thich|truy cap)|binh luan|views?)"
)
_CONTROLS = """
in|in trang|in trang nay|in bai|in bai viet|ban in|ve dau|ve dau trang|len dau trang|dau trang|quay lai|tro ve|tro lai
|gui email|gui bai viet|luu bai viet|sao chep lien ket|copy link|co chu|nghe doc bai|aa|a a
"""
_MENUS = """
trang chu|home|logo|menu|banner|tim kiem|dang nhap|dang ky|lien he|gioi thieu|binh luan|gui binh luan|chia se|facebook
|zalo|twitter|email|rss|gop y|xem nhieu|doc nhieu|tu khoa|tags
"""
_CONTROL_WORDS = frozenset(_CONTROLS.replace("\n", "").split("|"))
_MENU_WORDS = frozenset(_MENUS.replace("\n", "").split("|"))
_RELATED = re.compile(
    r"(?:cac )?(?:tin|bai)(?: viet| bai)? (?:lien quan|khac|moi|moi nhat|cung chuyen muc|doc nhieu|noi bat)\W*"
    r"|(?:xem|doc) them\W*|co the ban quan tam\W*"
)
_TAGS = re.compile(r"(?:tags?|tu khoa|xem them|doc them)\s*:.*|(?:copyright|ban quyen thuoc)\b.*|©.*")
_GLUE = re.compile(rf"(?<=[^\W\d_{_CAPITALS}])(?=[{_CAPITALS}])")
# What a date line has beside the date itself.
_DATING = """
thu hai ba tu nam sau bay chu nhat t cn cap lan cuoi luc ngay dang tai xuat ban gmt gio phut thoi gian vao tao am pm utc
update updated published post posted on at
"""
_DATE_WORDS = frozenset(_DATING.split())
_SOURCE = re.compile(r"\(?(?:Theo|THEO|Nguồn|NGUỒN)(?:\s*:\s*|\s+)(?P<name>.*?)\)?")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:Tác giả|Người viết|Thực hiện|Biên tập|(?:Bài|Tin)(?:\s*(?:,|và|&|-)\s*ảnh)?)\s*:\s*", re.IGNORECASE
)
_NAME_ENDS = re.compile(r"\s*\((?:t/h|th|tổng hợp|ghi|lược ghi|thực hiện|biên soạn)\)$", re.IGNORECASE)
_NAME_PARTS = re.compile(r"\s*[-–,/&]\s*|\s+và\s+")
_DESK = re.compile(r"(?:Nhóm )?(?:PV|P\.V|CTV|BTV|BBT|TTXVN)")
_CREDIT = re.compile(
    r"(?:^|[.!?…”\"(\[,;–-]\s*|\s{2,})(?:Ảnh|ẢNH|Hình|Nguồn|Nguồn ảnh|Clip|Video)(?:\s*:\s*|\s+)"
    rf"(?:minh họa|minh hoạ|tư liệu|[{_CAPITALS}])[^.!?]{{0,60}}[).\]]*$"
)
_SCENE = re.compile(
    r"(?:toan|quang|khung|phong) canh\b.*|(?:mot )?hinh anh\b.*|cac dai bieu\b.*"
    r"|.*\b(?:phat bieu|bao cao|chup anh|luu niem|trao|tang|du|chu tri|gioi thieu|khai mac|tham luan)\b"
    r".*\b(?:hoi nghi|hoi thao|dai hoi|buoi|le|chuong trinh|phien hop|cuoc hop|toa dam|ky hop)\b.*"
)
_BULLETS = ("-", "–", "—", "+", "*", "•", "▪")
_LISTED = re.compile(r"[-–—+*•▪]|\d+[.)/]|[IVX]+[.)]|\w[.)]\s")
_SENTENCE_END = re.compile(rf"[.!?…][\"”’')\]]*\s+(?=[\"“‘(]?[{_CAPITALS}])")
_ENDS_SENTENCE = re.compile(r"(?<!\.)\.(?:/\.)?[\"”’')\]]*$")
_BLANKS = "".join(("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"))


def classify(text: str) -> list[Line]:
    """Tell the kind of every line of `text`, in order; the ranges are those of `line_ranges`."""
    ranges = line_ranges(text)
    page = _Page([_clean(text[start:end]) for start, end in ranges])
    page.mark()
    return [Line(start, end, kind) for (start, end), kind in zip(ranges, page.kinds, strict=True)]


def guess(text: str, lines: list[Line]) -> Guess:
    """Guess what a text says about itself from its classified lines.

    A text without a title line is called by its first sentence, cut at a word to at most 100 code points.
    """
    said: dict[LineKind, list[str]] = {}
    for line in lines:
        if line.kind in (LineKind.TITLE, LineKind.DATE, LineKind.AUTHOR, LineKind.SOURCE):
            said.setdefault(line.kind, []).append(" ".join(text[line.start : line.end].split()))
    title = said[LineKind.TITLE][0] if LineKind.TITLE in said else _first_sentence(text, lines)
    published = next(filter(None, map(parse, said.get(LineKind.DATE, []))), None)
    authors = [_BYLINE.sub("", author, count=1) for author in said.get(LineKind.AUTHOR, [])]
    source = _source_name(said[LineKind.SOURCE][0]) if LineKind.SOURCE in said else None
    return Guess(title, published, ", ".join(dict.fromkeys(authors)) or None, source)


def _first_sentence(text: str, lines: list[Line]) -> str | None:
    for kinds in ({LineKind.BODY}, set(LineKind) - HIDDEN, set(LineKind) - {LineKind.BLANK}):
        for line in lines:
            if line.kind in kinds:
                return _shortened(" ".join(text[line.start : min(line.end, line.start + _LONGEST_SHORT)].split()))
    return None


def _shortened(piece: str) -> str:
    end = _SENTENCE_END.search(piece, 20)
    if end:
        piece = piece[: end.end()].rstrip()
    if len(piece) <= _LONGEST_GUESS:
        return piece
    cut = piece.rfind(" ", 0, _LONGEST_GUESS)
    return piece[: cut if cut > 0 else _LONGEST_GUESS - 1].rstrip(" ,;:–-") + "…"


def _source_name(line: str) -> str | None:
    match = _SOURCE.fullmatch(line)
    return match["name"] if match else None


class _Page:
    """The lines of one page, cleaned, with the kinds found so far."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.kinds = [_kind_alone(line) for line in lines]
        # The lines that have words, in order: neighbours are looked for among these.
        self.written = [place for place, kind in enumerate(self.kinds) if kind is LineKind.BODY]
        # The last line before the first paragraph, and the first after the last one.
        self.top = self.bottom = 0

    def mark(self) -> None:
        """Find the kinds of all lines, from the surest signs to the weakest."""
        self._mark_banners()
        self._mark_repeats()
        self._find_paragraphs()
        for place in (*range(self.top), *range(self.bottom, len(self.lines))):
            if self.kinds[place] is LineKind.BODY:
                self.kinds[place] = _kind_outside(self.lines[place])
        title = self._find_title()
        if title is not None:
            self._mark_top(title)
        self._mark_bottom()
        self._mark_captions()
        if all(kind in HIDDEN for kind in self.kinds):
            self.kinds = [kind if kind is LineKind.BLANK else LineKind.BODY for kind in self.kinds]

    def _mark_banners(self) -> None:
        """Mark a block of lines at the top that is said twice, as pages with a banner for each screen size do."""
        places = self.written[:_TOP]
        for size in range(len(places) // 2, 1, -1):
            for first in range(len(places) - 2 * size + 1):
                block, again = places[first : first + size], places[first + size : first + 2 * size]
                same = all(self.lines[a] == self.lines[b] for a, b in zip(block, again, strict=True))
                if same and any(_is_banner(self.lines[place]) for place in block):
                    for place in (*block, *again):
                        self.kinds[place] = LineKind.MENU
                    return

    def _mark_repeats(self) -> None:
        """Mark a line that says again what one of the two lines before it says."""
        for index, place in enumerate(self.written):
            line = self.lines[place]
            before = self.written[max(0, index - 2) : index]
            if self.kinds[place] is LineKind.BODY and len(line) >= 20 and any(self.lines[b] == line for b in before):
                self.kinds[place] = LineKind.REPEATED

    def _find_paragraphs(self) -> None:
        places = self._bodies()
        paragraphs = [place for place in places if _is_paragraph(self.lines[place])]
        paragraphs = paragraphs or [place for place in places if _is_sentence(self.lines[place])]
        self.top = paragraphs[0] if paragraphs else len(self.lines)
        self.bottom = paragraphs[-1] + 1 if paragraphs else len(self.lines)
        # A slogan or a lead may stand above the date line of a page: then the top reaches down to that line.
        for place in [place for place in self.written[:15] if place >= self.top]:
            if len(self.lines[place]) >= _LONGEST_TITLE:
                break
            if _kind_outside(self.lines[place]) is LineKind.DATE:
                self.top = next((p for p in paragraphs if p > place), place + 1)
                break

    def _bodies(self) -> list[int]:
        return [place for place in self.written if self.kinds[place] is LineKind.BODY]

    def _find_title(self) -> int | None:
        """Mark and give the title: of the lines above the first paragraph the one that looks most like it."""
        candidates = [p for p in self.written[:_TOP] if p < self.top and self.kinds[p] is LineKind.BODY]
        scores = {place: self._title_score(place) for place in candidates}
        title = max(candidates, key=lambda place: scores[place], default=None)
        dated = any(self.kinds[place] is LineKind.DATE for place in self.written[:_TOP])
        if title is None or scores[title] <= 0 or (self.bottom == len(self.lines) == self.top and not dated):
            return None
        self.kinds[title] = LineKind.TITLE
        return title

    def _title_score(self, place: int) -> int:
        line = self.lines[place]
        words = len(line.split())
        credited = _CREDIT.search(line, 0 if words < 5 else 1)
        if len(line) > _LONGEST_TITLE or credited or line.startswith(_BULLETS):
            return 0
        score = 1 + 2 * (words >= 5) + (place == self.written[0])
        score += 2 * any(self.kinds[near] is LineKind.DATE for near in self._near(place))
        score -= 3 * bool(_ENDS_SENTENCE.search(line)) + line.endswith(("!", ":", "...", "…")) + _is_name(line)
        # Capitals alone are a banner more often than a title, other looks of a menu never are one.
        return score - (line.isupper() or 3 * _is_banner(line))

    def _near(self, place: int) -> list[int]:
        """Give the lines with words directly before and after `place`."""
        index = self.written.index(place, 0, _TOP)
        return self.written[max(0, index - 1) : index] + self.written[index + 1 : index + 2]

    def _mark_top(self, title: int) -> None:
        """Mark what stands around the title: menus and the section above it, the author below."""
        above = [place for place in self._bodies() if place < title]
        dated = LineKind.DATE in self.kinds[: self.top]
        for place in above:
            line = self.lines[place]
            short = len(line.split()) <= 5 and line[-1].isalnum()
            if _is_banner(line) or (short and place not in above[-2:]):
                self.kinds[place] = LineKind.MENU
            elif short and dated:
                # Without a date line it might be a short title above a lead.
                self.kinds[place] = LineKind.SECTION
        for place in self._bodies():
            if title < place < self.top and self.lines[place] == self.lines[title]:
                self.kinds[place] = LineKind.REPEATED
            elif title < place < self.top and _is_byline(self.lines[place]):
                self.kinds[place] = LineKind.AUTHOR

    def _mark_bottom(self) -> None:
        """Mark the author below the last paragraph, and the pointers to other articles below that."""
        signed = related = False
        for place in range(self.bottom, len(self.lines)):
            line = self.lines[place]
            related = related or bool(_RELATED.fullmatch(folded(line)))
            if self.kinds[place] is not LineKind.BODY:
                continue
            if not related and _is_byline(line):
                self.kinds[place] = LineKind.AUTHOR
                signed = True
            elif (related and not _ENDS_SENTENCE.search(line)) or (signed and line.isupper()):
                self.kinds[place] = LineKind.MENU

    def _mark_captions(self) -> None:
        """Mark the lines under pictures: by their credit, a picture or repeat beside them, or what they tell."""
        inked = [place for place, kind in enumerate(self.kinds) if kind is not LineKind.BLANK]
        for index, place in enumerate(inked):
            if self.kinds[place] is not LineKind.BODY:
                continue
            near = inked[max(0, index - 1) : index] + inked[index + 1 : index + 2]
            beside = any(
                self.kinds[other] is LineKind.IMAGE or self.lines[other] == self.lines[place] for other in near
            )
            if _is_caption(self.lines[place], beside, among=place >= self.top):
                self.kinds[place] = LineKind.CAPTION


def _clean(line: str) -> str:
    return unicodedata.normalize("NFC", line.strip().strip(_BLANKS).strip())


def _kind_alone(line: str) -> LineKind:
    """Give the kind that needs no look at the page."""
    if not line:
        return LineKind.BLANK
    if len(line) <= _LONGEST_SHORT:
        if _IMAGE.fullmatch(line):
            return LineKind.IMAGE
        if _PLAYER.fullmatch(line):
            return LineKind.PLAYER
    return LineKind.BODY


def _kind_outside(line: str) -> LineKind:
    """Give the kind a line has by its words, when it stands above the first paragraph or below the last."""
    if len(line) > _LONGEST_TITLE:
        return LineKind.BODY
    copy = folded(line)
    if copy in _CONTROL_WORDS or _COUNTER.fullmatch(copy):
        return LineKind.COUNTER
    if copy in _MENU_WORDS or _RELATED.fullmatch(copy) or _TAGS.fullmatch(copy):
        return LineKind.MENU
    if len(line) <= 80 and _is_date(line):
        return LineKind.DATE
    return LineKind.SOURCE if _is_source(line) else LineKind.BODY


def _is_date(line: str) -> bool:
    found = find(line)
    return found is not None and sum(word not in _DATE_WORDS for word in re.findall("[a-z]+", found.rest)) <= 2


def _is_source(line: str) -> bool:
    match = _SOURCE.fullmatch(line)
    if match is None or not match["name"]:
        return False
    name = match["name"]
    words = re.findall(r"\w+", name)
    return bool(_DOMAIN.fullmatch(name)) or (
        len(words) <= 7 and name[0].isupper() and not name.endswith((".", ",", ":"))
    )


def _is_banner(line: str) -> bool:
    """Tell the look of menus and banners: capitals only, one bare word, entries set apart by signs or run together."""
    bare = line.isascii() and line.isalpha() and line.islower()
    return line.isupper() or bare or "»" in line or _is_run_together(line)


def _is_run_together(line: str) -> bool:
    """Tell menu entries whose blanks were lost, as in a list of links: syllables that go on with a capital."""
    glued = [_GLUE.split(word) for word in line.split() if _GLUE.search(word)]
    joints = sum(len(parts) - 1 for parts in glued if all(map(is_syllable, parts)))
    return joints >= 2 or (joints == 1 and folded(line).startswith("trang chu"))


def _is_paragraph(line: str) -> bool:
    """Tell whether a line is surely prose: long, or a whole sentence of some length."""
    if len(line) >= _LONGEST_TITLE:
        return not _CREDIT.search(line[-_LONGEST_SHORT:]) or len(line) > _LONGEST_SHORT
    return len(line) >= 60 and bool(_ENDS_SENTENCE.search(line)) and not _CREDIT.search(line)


def _is_sentence(line: str) -> bool:
    return len(line.split()) >= 5 and line.endswith((".", "!", "?", "…", "”", '"'))


def _is_byline(line: str) -> bool:
    if len(line) > 80:
        return False
    match = _BYLINE.match(line)
    return _is_name(_NAME_ENDS.sub("", line[match.end() :] if match else line))


def _is_name(line: str) -> bool:
    """Tell whether a line is nothing but names of people, as they sign: two to four capitalised syllables each."""
    if len(line) > 80:
        return False
    parts = _NAME_PARTS.split(line)
    if _DESK.fullmatch(line):
        return True
    return any(map(_is_person, parts)) and all(_is_person(part) or _DESK.fullmatch(part) for part in parts)


def _is_person(name: str) -> bool:
    words = name.split()
    # Four syllables in capitals are a heading more often than a name.
    return 2 <= len(words) <= 4 - name.isupper() and all(word[0].isupper() and is_syllable(word) for word in words)


def _is_caption(line: str, beside: bool, among: bool) -> bool:
    """Tell a caption: by its credit, by a picture or its own repeat `beside` it, or by its words `among` paragraphs."""
    if len(line) > _LONGEST_SHORT or _LISTED.match(line) or line.endswith((":", "?", ";", ",", "...", "…")):
        return False
    if _CREDIT.search(line):
        return True
    words = line.split()
    if _ENDS_SENTENCE.search(line):
        capitals = sum(word[0].isupper() for word in words)
        return 3 <= len(words) <= 12 and (beside or 5 * capitals >= 3 * len(words))
    if len(words) > 45 or line.isupper() or _SENTENCE_END.search(line):
        return False
    return beside or (among and len(words) >= 4 and bool(_SCENE.fullmatch(folded(line))))
