"""What one line of a web dump looks like by itself: its length, its end, its capitals, and the words it is made of.

Nothing here knows the page; `core/furniture.py` weighs these signs with a line's neighbours and its place.
"""

from __future__ import annotations

import re
import unicodedata

from annotator.core.dates import find
from annotator.core.line_kinds import LineKind
from annotator.core.syllables import is_syllable
from annotator.core.text import folded

LONGEST_SHORT = 500
"""Code points; nothing longer is looked at: it is a paragraph."""

LONGEST_TITLE = 200
_LONGEST_GUESS = 100
# Less than what its place can add to a line that is none.
_NO_TITLE = -9
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


def clean(line: str) -> str:
    """Give a line composed (NFC) and without blanks and characters without width at its edges."""
    return unicodedata.normalize("NFC", line.strip().strip(_BLANKS).strip())


def kind_alone(line: str) -> LineKind:
    """Give the kind that needs no look at the page."""
    if not line:
        return LineKind.BLANK
    if len(line) <= LONGEST_SHORT:
        if _IMAGE.fullmatch(line):
            return LineKind.IMAGE
        if _PLAYER.fullmatch(line):
            return LineKind.PLAYER
    return LineKind.BODY


def kind_outside(line: str) -> LineKind:
    """Give the kind a line has by its words, when it stands above the first paragraph or below the last."""
    if len(line) > LONGEST_TITLE:
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


def is_banner(line: str) -> bool:
    """Tell the look of menus and banners: capitals only, one bare word, entries set apart by signs or run together."""
    bare = line.isascii() and line.isalpha() and line.islower()
    return line.isupper() or bare or "»" in line or _is_run_together(line)


def _is_run_together(line: str) -> bool:
    """Tell menu entries whose blanks were lost, as in a list of links: syllables that go on with a capital."""
    glued = [_GLUE.split(word) for word in line.split() if _GLUE.search(word)]
    joints = sum(len(parts) - 1 for parts in glued if all(map(is_syllable, parts)))
    return joints >= 2 or (joints == 1 and folded(line).startswith("trang chu"))


def is_paragraph(line: str) -> bool:
    """Tell whether a line is surely prose: long, or a whole sentence of some length."""
    if len(line) >= LONGEST_TITLE:
        return not _CREDIT.search(line[-LONGEST_SHORT:]) or len(line) > LONGEST_SHORT
    return len(line) >= 60 and ends_sentence(line) and not _CREDIT.search(line)


def is_sentence(line: str) -> bool:
    """Tell whether a line is a sentence of five words or more, of any length."""
    return len(line.split()) >= 5 and line.endswith((".", "!", "?", "…", "”", '"'))


def is_byline(line: str) -> bool:
    """Tell whether a line is who wrote the article: names alone, or behind a word that says so."""
    if len(line) > 80:
        return False
    match = _BYLINE.match(line)
    return is_name(_NAME_ENDS.sub("", line[match.end() :] if match else line))


def is_name(line: str) -> bool:
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


def is_caption(line: str, beside: bool, among: bool) -> bool:
    """Tell a caption: by its credit, by a picture or its own repeat `beside` it, or by its words `among` paragraphs."""
    if len(line) > LONGEST_SHORT or _LISTED.match(line) or line.endswith((":", "?", ";", ",", "...", "…")):
        return False
    if _CREDIT.search(line):
        return True
    words = line.split()
    if ends_sentence(line):
        capitals = sum(word[0].isupper() for word in words)
        return 3 <= len(words) <= 12 and (beside or 5 * capitals >= 3 * len(words))
    if len(words) > 45 or line.isupper() or _SENTENCE_END.search(line):
        return False
    return beside or (among and len(words) >= 4 and bool(_SCENE.fullmatch(folded(line))))


def is_related(line: str) -> bool:
    """Tell a heading over pointers to other articles."""
    return bool(_RELATED.fullmatch(folded(line)))


def author_name(line: str) -> str:
    """Give a byline without the words before the name."""
    return _BYLINE.sub("", line, count=1)


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does, with one full stop."""
    return bool(_ENDS_SENTENCE.search(line))


def title_score(line: str) -> int:
    """Tell how much a line looks like a title, 0 or less where it looks like something else."""
    words = len(line.split())
    credited = _CREDIT.search(line, 0 if words < 5 else 1)
    if len(line) > LONGEST_TITLE or credited or line.startswith(_BULLETS):
        return _NO_TITLE
    score = 1 + 2 * (words >= 5)
    score -= 3 * ends_sentence(line) + line.endswith(("!", ":", "...", "…")) + is_name(line)
    # Capitals alone are a banner more often than a title, other looks of a menu never are one.
    return score - (line.isupper() or 3 * is_banner(line))


def source_name(line: str) -> str | None:
    """Give the name in a line that says where a text is from, or None."""
    match = _SOURCE.fullmatch(line)
    return match["name"] if match else None


def shortened(piece: str) -> str:
    """Give the first sentence of `piece`, cut at a word to at most 100 code points."""
    end = _SENTENCE_END.search(piece, 20)
    if end:
        piece = piece[: end.end()].rstrip()
    if len(piece) <= _LONGEST_GUESS:
        return piece
    cut = piece.rfind(" ", 0, _LONGEST_GUESS)
    return piece[: cut if cut > 0 else _LONGEST_GUESS - 1].rstrip(" ,;:–-") + "…"
