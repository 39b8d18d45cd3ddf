"""The documents that the golden files of all formats hold: three short articles of our own words.

Together they have whatever makes formats stumble: spans that nest, touch and cross, emoji and a flag, NBSP, CRLF, a
decomposed name beside the composed one, signs that some format takes for its own, and two layers.
"""

from __future__ import annotations

from dataclasses import replace

from annotator.core.attributes import AttributeRule
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark, Topic
from annotator.core.labels import LabelSpec
from annotator.core.model import Origin, State
from annotator.core.selection import Range, syllables
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import Entry, Format, Level, WriteOptions

RULES = (
    AttributeRule("thật", "yes-no", (), "Real", "Có thật"),
    AttributeRule("giới", "choice", ("nam", "nữ"), "Gender", "Giới tính"),
    AttributeRule("vai-trò", "text", (), "Role", "Vai trò"),
)
DATA = DataSet(
    [
        LabelSpec("PER", "Person", "Người", "#2952b6", "1", "Names of people.", "Tên người.", attributes=RULES),
        LabelSpec("ORG", "Organisation", "Tổ chức", "#a4262c", "2"),
        LabelSpec("LOC", "Place", "Địa danh", "#97cd87", "3"),
        LabelSpec("SỰ-KIỆN", "Event", "Sự kiện", "#8764b8", "4"),
        LabelSpec("làm-việc-tại", "works at", "làm việc tại", "#555555", "1", scope="relation"),
        LabelSpec("giáo-dục", "Education", "Giáo dục", "#777777", scope="document"),
        LabelSpec("thể-thao", "Sport", "Thể thao", "#777777", scope="document"),
    ],
    [("Lan", "person"), ("máy thử", "machine")],
)

SCHOOL = (
    "Trường Đại học Sông Hương mở lớp buổi tối\n"
    "\n"
    "Ông Trần Văn Mẫu, hiệu trưởng Trường Đại học Sông Hương ở thành phố Huế, nói với chị Lê Thị Thử 😀: "
    "“Tàu Hà Nội–Huế chạy đêm.” Cả lớp 🇻🇳 vỗ tay.\n"
)
SPORT = (
    "Câu lạc bộ Bóng đá\u00a0Hà Nội gặp khách\r\n"
    "Tiền đạo Nguye\u0302\u0303n Văn Hai (áo số 9) chuyền cho Nguyễn Văn Hai (áo số 10).\r\n"
    "Trận Việt Nam Lào kết thúc 3 < 5."
)
LETTER = "# Thư bạn đọc\n- Chị Mai & anh Đỗ_Ba hỏi: “=1+1” là gì? Ở O’Hare có Bà Rịa-Vũng Tàu không?\n"

WORDS = {
    "Đại học", "Sông Hương", "buổi tối", "hiệu trưởng", "thành phố", "vỗ tay", "Câu lạc bộ", "Bóng đá", "Hà Nội",
    "Tiền đạo", "kết thúc", "Việt Nam", "bạn đọc", "Trần Văn Mẫu", "Lê Thị Thử", "Nguyễn Văn Hai",
}  # fmt: skip
"""The words of several syllables in these documents; every other syllable is a word."""


class Lexicon:
    """A segmenter that knows the words of these documents; blanks between syllables may be of any kind."""

    def words(self, text: str) -> list[Range]:
        """The longest known word at each place."""
        found: list[Range] = []
        pieces = syllables(text)
        place = 0
        while place < len(pieces):
            size = next(size for size in (3, 2, 1) if self._is_word(text, pieces[place : place + size]))
            word = pieces[place : place + size]
            found.append((word[0][0], word[-1][1]))
            place += len(word)
        return found

    def _is_word(self, text: str, pieces: list[Range]) -> bool:
        inside = text[pieces[0][0] : pieces[-1][1]]
        return len(pieces) == 1 or ("\n" not in inside and " ".join(inside.split()) in WORDS)


def options(level: Level = Level.WORD, all_layers: bool = False) -> WriteOptions:
    """How the golden files are written: by words that need no model."""
    return WriteOptions(all_layers=all_layers, level=level, segmenter=Lexicon())


def documents() -> list[AnnotatedDocument]:
    """The documents with the person's layer alone."""
    return [replace(document, annotations=document.annotations[:1]) for document in all_layers()]


def all_layers() -> list[AnnotatedDocument]:
    """The documents with the person's and the machine's layer."""
    return [_school(), _sport(), _letter()]


def written(format_: Format, made: WriteOptions | None = None, all_of_them: bool = False) -> bytes:
    """The file that a format writes of the documents, fitted to what it holds; both layers when all are asked for."""
    made = made or options(all_layers=all_of_them)
    fitted = [fit(each, format_, made, Choices()).document for each in (all_layers() if all_of_them else documents())]
    pieces = format_.write(fitted, DATA, made)
    return b"".join(
        piece.encode() if isinstance(piece, str) else piece for piece in pieces if not isinstance(piece, Entry)
    )


def _school() -> AnnotatedDocument:
    spans = (
        _mark(SCHOOL, "Trường Đại học Sông Hương", "ORG"),
        _mark(SCHOOL, "Sông Hương", "LOC"),
        _mark(SCHOOL, "Trần Văn Mẫu", "PER", attributes={"thật": False, "giới": "nam", "vai-trò": "hiệu trưởng"}),
        _mark(SCHOOL, "Trường Đại học Sông Hương", "ORG", nth=1, note="Tên trường là do <chúng tôi> đặt."),
        _mark(SCHOOL, "thành phố Huế", "LOC"),
        _mark(SCHOOL, "Huế", "LOC"),
        _mark(SCHOOL, "Lê Thị Thử", "PER", attributes={"giới": "nữ", "thật": True}),
        _mark(SCHOOL, "Hà Nội", "LOC"),
        _mark(SCHOOL, "Huế", "LOC", nth=1),
    )
    lan = Annotation(
        "Lan", "person", spans, State.DONE, relations=(Link(2, 3, "làm-việc-tại"), Link(6, 3, "làm-việc-tại")),
        document_labels=(Topic("giáo-dục"),),
    )  # fmt: skip
    guessed = (_guess(SCHOOL, "Trần Văn Mẫu", "PER", 0.96875), _guess(SCHOOL, "Tàu Hà Nội", "ORG", 0.5))
    return AnnotatedDocument(
        "lop-buoi-toi.txt", SCHOOL, "Trường Đại học Sông Hương mở lớp buổi tối", "Báo Thử", "https://example.org/lop?a=1&b=2",
        "Lê Thị Thử", "2024-02-23", lines=((0, 41, "title", "rule"),), annotations=(lan, _machine(guessed)),
    )  # fmt: skip


def _sport() -> AnnotatedDocument:
    spans = (
        _mark(SPORT, "Câu lạc bộ Bóng đá\u00a0Hà Nội", "ORG"),
        _mark(SPORT, "Bóng đá\u00a0Hà Nội gặp khách", "SỰ-KIỆN"),
        _mark(SPORT, "Hà Nội", "LOC"),
        _mark(SPORT, "Nguye\u0302\u0303n Văn Hai", "PER"),
        _mark(SPORT, "Nguyễn Văn Hai", "PER", note="người khác"),
        _mark(SPORT, "Việt Nam", "LOC"),
        _mark(SPORT, "Lào", "LOC"),
    )
    lan = Annotation("Lan", "person", spans, State.DONE, document_labels=(Topic("thể-thao"),))
    guessed = (_guess(SPORT, "Nguyễn Văn Hai", "PER", 0.75), _guess(SPORT, "Việt Nam Lào", "LOC", 0.25))
    return AnnotatedDocument("tran-dau.txt", SPORT, "Hà Nội gặp khách", annotations=(lan, _machine(guessed)))


def _letter() -> AnnotatedDocument:
    spans = (
        _mark(LETTER, "Mai", "PER"),
        _mark(LETTER, "Đỗ_Ba", "PER"),
        _mark(LETTER, "O’Hare", "LOC"),
        _mark(LETTER, "Bà Rịa-Vũng Tàu", "LOC"),
    )
    lan = Annotation("Lan", "person", spans, State.IN_PROGRESS)
    return AnnotatedDocument("thu.txt", LETTER, "Thư bạn đọc", annotations=(lan, _machine(())))


def _machine(spans: tuple[Mark, ...]) -> Annotation:
    return Annotation("máy thử", "machine", spans)


def _guess(text: str, quote: str, label: str, score: float) -> Mark:
    return replace(_mark(text, quote, label), score=score, origin=Origin.MACHINE)


def _mark(
    text: str, quote: str, label: str, nth: int = 0, note: str = "", attributes: dict[str, object] | None = None
) -> Mark:
    """The nth place of a quote in a text, from 0, as a span."""
    start = text.index(quote)
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Mark(start, start + len(quote), label, quote, note=note, attributes=attributes or {})
