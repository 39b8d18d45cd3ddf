"""Documents of every kind for the tests of formats, and the road that all of them go: fit, write, read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from annotator.core.exchange import AnnotatedDocument, Annotation, AnswerMark, DataSet, Link, Mark, Topic
from annotator.core.labels import LabelSpec
from annotator.core.model import AnswerKind, Origin, State
from annotator.core.text import line_ranges
from annotator.formats.essence import essence
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import BadRecord, Content, Entry, Format, Holds, Level, Loss, ReadOptions, WriteOptions
from annotator.formats.source import FileSource

LABELS = [
    LabelSpec("PER", "Person", "Người", "#2952b6", "1"),
    LabelSpec("ĐỊA-DANH", colour="#97cd87"),
    LabelSpec("ở-tại", key="1", scope="relation"),
    LabelSpec("Thế-giới", scope="document"),
]
DATA = DataSet(LABELS, [("Lan", "person")])

PIECES = st.sampled_from(
    [
        "Hà Nội", "Nguye\u0302\u0303n", "Trọng", "đ", "U23", "a", "-", ".", ",", "&", "<", ">", '"', "'", "_", "\\",
        "\t",
        " ", " ", " ", "\u00a0", "\u3000", "\n", "\r\n", "\r", "\n\n", "\u2028", "\u0085", "\u200b", "\u200d", "\u202e",
        "\u2066", "\N{GRINNING FACE}", "\U0001f1fb\U0001f1f3", "👨\u200d👩\u200d👧", "e\u0301", "\ufeff",
        "\x0b", "\x1f",
        "]]>", "-DOCSTART-", "#", "=", "|", "B-PER", "O",
    ]
)  # fmt: skip
"""What texts are made of: composed and decomposed letters, all sorts of blanks and line ends, emoji, flags, marks of
direction, control characters, and what some format takes for its own."""

VALUES = st.one_of(st.booleans(), st.sampled_from(["nam", "nữ", "", "có dấu cách", 'nháy "', "<b>&amp;", "dòng\nhai"]))


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    """A document with one layer of everything that a layer can have; spans nest, cross, touch and lie anywhere."""
    text = draw(st.lists(PIECES, min_size=1, max_size=24).map("".join).filter(lambda text: text.strip() != ""))
    place = st.integers(0, len(text))
    ranges = draw(st.lists(st.tuples(place, place, st.sampled_from(["PER", "ĐỊA-DANH"])), max_size=6))
    found = sorted({(min(a, b), max(a, b), label) for a, b, label in ranges if a != b})
    spans = tuple(_mark(draw, text, *each) for each in found)
    ends = st.integers(0, len(spans) - 1) if len(spans) > 1 else st.nothing()
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=3)) if len(spans) > 1 else []
    said = st.dictionaries(st.sampled_from(["giới", "thật"]), VALUES, max_size=1)
    links = tuple(
        Link(source, target, "ở-tại", attributes=draw(said))
        for source, target in sorted(set(pairs))
        if source != target
    )
    topics = (Topic("Thế-giới"),) if draw(st.booleans()) else ()
    name = draw(st.sampled_from(["bài.txt", "một & hai.txt", "<b>.txt", "a/b.txt", "x"]))
    answers = draw(st.lists(st.builds(AnswerMark, st.just(0), st.just(1), st.just("PER"), st.sampled_from(AnswerKind)),
                            max_size=1))  # fmt: skip
    state, seconds = draw(st.sampled_from(State)), draw(st.sampled_from([0.0, 0.0, 2.0, 12.625]))
    layer = Annotation("Lan", "person", spans, state, seconds, tuple(answers), links, topics)
    line = (0, min(1, len(text)), "menu", draw(st.sampled_from(["rule", "person"])))
    return AnnotatedDocument(
        name, text, draw(st.sampled_from(["", "Tiêu đề <&>", 'Hai  "dòng"\n= một', "=1+1"])), *draw(HEADINGS),
        meta=draw(st.sampled_from([{}, {"encoding": "utf-8"}, {"Chuyên mục": "Thể thao", "số": [1, 2.5, None]}])),
        lines=draw(st.sampled_from([(), (line,)])), annotations=(layer,),
    )  # fmt: skip


HEADINGS = st.tuples(
    st.sampled_from([None, "Báo", "Báo \N{GRINNING FACE} | một"]),
    st.sampled_from([None, "https://example.org/?a=1&b=%20'2'", "http://[x", "javascript:1"]),
    st.sampled_from([None, "Lê Thị Thử, Đỗ_Ba", "\ufeffchị\u00a0Hai", "-"]),
    st.sampled_from([None, "2024-02-23", "2024-02-23T07:30:00", "hôm qua", "23/2/2024"]),
    st.sampled_from(["vi", "vi", "en", "lo"]),
)
"""Source, address, author, date and language."""


def _mark(draw: st.DrawFn, text: str, start: int, end: int, label: str) -> Mark:
    attributes = draw(st.dictionaries(st.sampled_from(["giới", "thật"]), VALUES, max_size=2))
    note = draw(st.sampled_from(["", "", "ghi chú", "hai\ndòng\t<&>"]))
    score, origin = draw(st.sampled_from([None, None, 0.5, 1.0, 0.1, -3.25])), draw(st.sampled_from(Origin))
    return Mark(start, end, label, text[start:end], "", score, origin, note, attributes)


class Pairs:
    """A segmenter that joins every two neighbouring syllables, which is enough to cut some spans."""

    def words(self, text: str) -> list[tuple[int, int]]:
        found = []
        for start, end in line_ranges(text):
            place = start
            pieces = text[start:end].split(" ")
            for n in range(0, len(pieces), 2):
                piece = " ".join(pieces[n : n + 2])
                if piece.strip() == piece and piece.strip("\u00a0\u200b"):
                    found.append((place, place + len(piece)))
                place += len(piece) + 1
        return found


@dataclass
class Trip:
    """What became of documents: as they were fitted, what was listed, what was written, and what was read again."""

    fitted: list[AnnotatedDocument] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)

    @property
    def read(self) -> list[AnnotatedDocument]:
        """The documents that came back."""
        return [content for content in self.contents if isinstance(content, AnnotatedDocument)]


def words(level: Level = Level.WORD) -> WriteOptions:
    """Options with a segmenter that needs no model."""
    return WriteOptions(level=level, segmenter=Pairs())


def trip(
    format_: Format,
    documents: Sequence[AnnotatedDocument],
    folder: Path,
    options: WriteOptions | None = None,
    choices: Choices | None = None,
) -> Trip:
    """Fits and writes documents, reads back what was written, and checks that nothing is lost unsaid."""
    options = options or words()
    found = Trip()
    for document in documents:
        fitted = fit(document, format_, options, choices or Choices())
        found.fitted.append(fitted.document)
        found.losses += fitted.losses
    total = sum(len(layer.spans) for document in documents for layer in document.annotations)
    kept = sum(len(layer.spans) for document in found.fitted for layer in document.annotations)
    assert kept + sum(loss.is_span for loss in found.losses) == total
    found.files = list(written(format_, found.fitted, folder, options))
    if format_.can_read:
        for path in found.files:
            source = FileSource(str(path))
            if not format_.is_companion(source) and path.suffix in format_.suffixes:
                found.contents += format_.read(source, ReadOptions())
        assert [content for content in found.contents if isinstance(content, BadRecord)] == []
        went = [essence(document, format_.holds) for document in found.fitted]
        assert len(found.read) == len(went)
        assert [essence(document, format_.holds, like) for document, like in zip(found.read, went, strict=True)] == went
        for document in found.read:
            for layer in document.annotations:
                assert all(mark.quote == document.text[mark.start : mark.end] for mark in layer.spans)
    return found


def written(
    format_: Format, documents: Sequence[AnnotatedDocument], folder: Path, options: WriteOptions
) -> Iterator[Path]:
    """Writes documents below a folder, and gives the files."""
    path = folder / f"out{'' if format_.is_folder else format_.suffixes[0]}"
    file = None
    if format_.is_folder:
        path.mkdir(exist_ok=True)
        for old in sorted(path.rglob("*"), reverse=True):
            old.unlink() if old.is_file() else old.rmdir()
    else:
        file = path.open("wb")
        yield path
    for piece in format_.write(documents, DATA, options):
        if isinstance(piece, Entry):
            if file is not None:
                file.close()
            target = path / piece.name
            assert target.resolve().is_relative_to(path.resolve())
            target.parent.mkdir(parents=True, exist_ok=True)
            assert not target.exists(), f"{piece.name} is written twice"
            file = target.open("wb")
            yield target
        else:
            assert file is not None, "a folder begins with an entry"
            file.write(piece.encode("utf-8") if isinstance(piece, str) else piece)
    if file is not None:
        file.close()


def is_lossless(format_: Format) -> bool:
    """Whether a format can hold every span of a document in its exact text."""
    return {Holds.TEXT, Holds.ANY_EDGE, Holds.NESTED, Holds.CROSSING} <= format_.holds
