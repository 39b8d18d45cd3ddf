"""All formats of columns: golden files, how they are told apart, and seqeval's count of what they hold."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import golden_set
import pytest
from format_cases import documents as any_document
from format_cases import words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import BILOU, IOB2, Entities

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Mark
from annotator.core.messages import sentence
from annotator.formats.columns import ColumnFormat
from annotator.formats.columns.reading import columns
from annotator.formats.essence import essence
from annotator.formats.fitting import Choices, Overlap, fit
from annotator.formats.protocol import BadRecord, Level, Loss, ReadOptions, WriteOptions
from annotator.formats.source import FileSource

GOLDEN = Path(__file__).parents[1] / "data" / "formats"
FILES = [
    "conll.conll",
    "conll2003.conll",
    "biluo.biluo",
    "conllu.conllu",
    "vlsp2016.conll",
    "phoner.conll",
    "phoner-json.json",
]
COLUMNS = [formats.get(name) for name in ("conll", "conll2003", "biluo", "phoner")]

Sentences = list[list[tuple[str, str]]]


def rows(content: str) -> Sentences:
    """Sentences of tokens and tags, by the definition of the formats."""
    found = []
    for block in content.split("\n\n"):
        lines = [columns(line) for line in block.split("\n") if line and not line.startswith("-DOCSTART-")]
        if lines:
            found.append([(cells[0], cells[-1]) for cells in lines])
    return found


@pytest.mark.parametrize("file", FILES)
def test_the_golden_file_is_written_again_and_read(file: str) -> None:
    format_ = formats.get(file.rpartition(".")[0])
    assert golden_set.written(format_) == (GOLDEN / file).read_bytes()
    read = list(format_.read(FileSource(str(GOLDEN / file)), ReadOptions()))
    fitted = [fit(each, format_, golden_set.options(), Choices()).document for each in golden_set.documents()]
    assert all(isinstance(each, AnnotatedDocument) for each in read)
    for one, meant in zip(read, (essence(each, format_.holds) for each in fitted), strict=True):
        assert essence(one, format_.holds, meant) == meant


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("suffix", ["", ".txt"])
def test_a_file_is_told_by_its_content(file: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / (file + suffix)
    path.write_bytes((GOLDEN / file).read_bytes())
    found = formats.guess(FileSource(str(path)))
    assert found is not None
    assert found.name == file.rpartition(".")[0]


@pytest.mark.parametrize("format_", [*COLUMNS, formats.get("vlsp2016")], ids=lambda format_: format_.name)
@pytest.mark.parametrize("level", Level)
def test_a_text_read_back_has_usual_blanks(format_: ColumnFormat, level: Level, tmp_path: Path) -> None:
    path = tmp_path / "lớp.conll"
    path.write_bytes(golden_set.written(format_, golden_set.options(level)))
    first, *_ = format_.read(FileSource(str(path)), ReadOptions())
    assert isinstance(first, AnnotatedDocument)
    assert (first.name, first.title) == ("lớp-1", "Trường Đại học Sông Hương mở lớp buổi tối")
    assert first.text == (
        "Trường Đại học Sông Hương mở lớp buổi tối\n"
        "Ông Trần Văn Mẫu, hiệu trưởng Trường Đại học Sông Hương ở thành phố Huế, nói với chị Lê Thị Thử 😀: “Tàu "
        "Hà Nội – Huế chạy đêm.”\n"
        "Cả lớp 🇻🇳 vỗ tay."
    )


@pytest.mark.parametrize(("format_", "scheme"), [(COLUMNS[0], IOB2), (COLUMNS[2], BILOU), (COLUMNS[3], IOB2)])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(any_document(), min_size=1, max_size=3), overlap=st.sampled_from(Overlap))
def test_seqeval_counts_what_was_exported(
    format_: ColumnFormat, scheme: type, found: list[AnnotatedDocument], overlap: Overlap
) -> None:
    options = words(Level.SYLLABLE)
    fitted = [fit(each, format_, options, Choices(overlap, is_widening=True)).document for each in found]
    ours = Counter(mark.label for each in fitted for mark in each.annotations[0].spans)
    tags = [
        [tag for _, tag in sentence]
        for sentence in rows("".join(map(str, format_.write(fitted, golden_set.DATA, options))))
    ]
    theirs = Counter(entity.tag for sentence in Entities(tags, scheme).entities for entity in sentence)
    assert theirs == ours


def test_seqeval_reads_iob1_as_we_do() -> None:
    text = "Việt Nam Lào Huế đi"
    marks = [mark(text, 0, 8, "LOC"), mark(text, 9, 12, "LOC"), mark(text, 13, 16, "PER")]
    document = AnnotatedDocument("a", text, annotations=(Annotation("Lan", spans=tuple(marks)),))
    content = "".join(map(str, formats.get("conll2003").write([document], golden_set.DATA, words(Level.SYLLABLE))))
    (sentence,) = rows(content)
    assert [tag for _, tag in sentence] == ["I-LOC", "I-LOC", "B-LOC", "I-PER", "O"]
    assert get_entities([tag for _, tag in sentence]) == [("LOC", 0, 1), ("LOC", 2, 2), ("PER", 3, 3)]


@pytest.mark.parametrize("name", ["conll", "conll2003", "biluo", "vlsp2016", "phoner", "phoner-json", "conllu"])
@pytest.mark.parametrize("text", ["-DOCSTART-", "_", "# O", "a_ _b", "O O\n-DOCSTART- -X- O O\n\n", "<s>\nB-PER\n</s>"])
def test_a_token_that_looks_like_the_format_survives(name: str, text: str, tmp_path: Path) -> None:
    class Pieces:
        def words(self, text: str) -> list[tuple[int, int]]:
            found, start = [], 0
            for piece in text.split():
                start = text.index(piece, start)
                found.append((start, start + len(piece)))
                start += len(piece)
            return found

    format_, options = formats.get(name), WriteOptions(segmenter=Pieces())
    marks = tuple(mark(text, *range_, "X") for range_ in Pieces().words(text))
    document = AnnotatedDocument("a", text, annotations=(Annotation("Lan", spans=marks),))
    fitted = fit(document, format_, options, Choices())
    assert fitted.losses == []
    path = tmp_path / "a.conll"
    path.write_bytes("".join(map(str, format_.write([fitted.document], golden_set.DATA, options))).encode())
    (read,) = format_.read(FileSource(str(path)), ReadOptions())
    assert isinstance(read, AnnotatedDocument)
    meant = essence(document, format_.holds)
    assert essence(read, format_.holds, meant) == meant


@pytest.mark.parametrize(
    ("text", "kept", "places"),
    [
        ("Hà\u200b Nội \ufeff", "Hà  Nội  ", [2, 8]),
        ("\ufeffHuế", " Huế", [0]),
        ("\u200b\u2066", "\ufffd ", [0, 1]),
        ("👨\u200d👩 đi", "👨\u200d👩 đi", []),
    ],
)
def test_what_shows_nothing_is_listed_and_replaced(text: str, kept: str, places: list[int]) -> None:
    losses: list[Loss] = []
    document = AnnotatedDocument("a", text, annotations=(Annotation("Lan", spans=(mark(text, 0, 2, "X"),)),))
    found = COLUMNS[0].adapt(document, WriteOptions(level=Level.SYLLABLE), losses.append)
    assert found.text == kept
    assert found.annotations[0].spans[0].quote == kept[:2]
    assert [(loss.start, loss.reason) for loss in losses] == [(place, "character") for place in places]


FRAGMENTS = st.sampled_from(
    [
        "Huế", "B-LOC", "I-LOC", "O", "\t", " ", "\n", "\n\n", "_", "#", "=", "|", "\\", "\\ud800", "\\u0000", "1",
        "1-2", "NER=", "NER9999=U-X", "-DOCSTART-", "# newdoc", "<s>", "\0", "\u2028", "\t_" * 7, "SpacesAfter=", "\r",
        "\ufeff", "1\tHuế" + "\t_" * 7 + "\tNER=", "[", "{", '"words"', '{"words": ["a"], "tags": ["', "\ud800",
    ]
)  # fmt: skip


@pytest.mark.parametrize("name", ["conll", "conll2003", "biluo", "vlsp2016", "phoner", "phoner-json", "conllu"])
@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(FRAGMENTS, max_size=30))
def test_whatever_a_file_holds_there_is_an_answer(name: str, pieces: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.conll"
        path.write_bytes("".join(pieces).encode("utf-8", "surrogatepass"))
        try:
            contents = list(formats.get(name).read(FileSource(str(path)), ReadOptions()))
        except InputError as error:
            contents = [BadRecord(error)]
        for content in contents:
            if isinstance(content, BadRecord):
                assert sentence(content.error).startswith(str(path))
            else:
                assert isinstance(content, AnnotatedDocument)
                assert "\0" not in content.text
                assert content.text.encode()
                for each in [mark for layer in content.annotations for mark in layer.spans]:
                    assert each.quote == content.text[each.start : each.end] != ""


def test_many_columns_on_a_few_lines_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("Huế\tX\tO" + "\tB-LOC" * 20_000 + "\n" + "đẹp\tX\tO\tO\n" * 20_000, encoding="utf-8")
    (read,) = formats.get("vlsp2016").read(FileSource(str(path)), ReadOptions())
    assert isinstance(read, AnnotatedDocument)
    assert [each.quote for each in read.annotations[0].spans] == ["Huế"]


def mark(text: str, start: int, end: int, label: str) -> Mark:
    return Mark(start, end, label, text[start:end])
