"""VLSP 2018, judged by how the evaluator of the shared task takes a file apart: every `<` begins a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import golden_set
import pytest
from format_cases import documents
from golden_files import FORMATS, golden_folder, written_files
from hypothesis import given

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link, Mark
from annotator.formats.fitting import Choices, fit
from annotator.formats.protocol import BadRecord, Content, Loss, Notice, ReadOptions, WriteOptions
from annotator.formats.source import FileSource
from annotator.formats.vlsp2018 import Vlsp2018


def read(folder: Path, tagged: str) -> list[Content]:
    path = folder / "bài.muc"
    path.write_bytes(tagged.encode())
    return list(Vlsp2018().read(FileSource(str(path)), ReadOptions()))


def spans_of(contents: Sequence[Content]) -> list[tuple[int, int, str]]:
    (document,) = [content for content in contents if isinstance(content, AnnotatedDocument)]
    return sorted((mark.start, mark.end, mark.label) for layer in document.annotations for mark in layer.spans)


def evaluated(tagged: str) -> Iterator[tuple[int, int, str]]:
    """The entities by the evaluator's tags, which has no notion of a `<` that is text."""
    place = 0
    opened: list[tuple[int, str]] = []
    for part in re.split(r"(<ENAMEX TYPE[^>]*>|</ENAMEX>)", tagged):
        if part == "</ENAMEX>":
            start, label = opened.pop()
            yield start, place, label
        elif match := re.fullmatch(r"<ENAMEX TYPE=\"(.+?)\">", part):
            opened.append((place, match[1]))
        else:
            assert "<" not in part
            place += len(part)
    assert not opened


@given(documents())
def test_the_evaluators_view_of_a_file_is_ours(document: AnnotatedDocument) -> None:
    fitted = fit(document, Vlsp2018(), WriteOptions(), Choices()).document
    (data,) = written_files(Vlsp2018(), [document], golden_set.DATA, WriteOptions()).values()
    tagged = data.decode("utf-8-sig")
    assert re.sub("<[^>]*>", "", tagged) == fitted.text == document.text.replace("<", "＜")
    types = {"PER": "PERSON"}
    marks = [mark for layer in fitted.annotations for mark in layer.spans]
    expected = sorted((mark.start, mark.end, types.get(mark.label, mark.label)) for mark in marks)
    assert sorted(evaluated(tagged)) == expected


def test_golden_files() -> None:
    found = written_files(Vlsp2018(), golden_set.documents(), golden_set.DATA, golden_set.options())
    assert found == golden_folder("vlsp2018")


def test_golden_files_are_guessed_and_read() -> None:
    for document in golden_set.documents():
        fitted = fit(document, Vlsp2018(), golden_set.options(), Choices()).document
        source = FileSource(str(FORMATS / "vlsp2018" / document.name.replace(".txt", ".muc")))
        assert formats.guess(source) is formats.get("vlsp2018")
        (found,) = Vlsp2018().read(source, ReadOptions())
        assert isinstance(found, AnnotatedDocument)
        assert found.text == fitted.text
        expected = sorted((mark.start, mark.end, mark.label) for mark in fitted.annotations[0].spans)
        assert spans_of([found]) == expected


def test_types_of_the_corpus_are_read_as_our_labels_and_others_as_they_are(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        '<ENAMEX TYPE="ORGANIZATION">Sở Y tế <ENAMEX TYPE="LOCATION">Huế</ENAMEX></ENAMEX> và '
        "<enamex type='PERSON'>chị Mai</enamex>, <ENAMEX TYPE=\"MISCELLANEOUS\">Tết</ENAMEX>, "
        '<ENAMEX TYPE="SỰ KIỆN">hội</ENAMEX> 1 < 2 & 3 > 2',
    )
    assert spans_of(contents) == [
        (0, 11, "ORG"), (8, 11, "LOC"), (15, 22, "PER"), (24, 27, "MISC"), (29, 32, "SỰ_KIỆN"),
    ]  # fmt: skip
    (document,) = [content for content in contents if isinstance(content, AnnotatedDocument)]
    assert document.text == "Sở Y tế Huế và chị Mai, Tết, hội 1 < 2 & 3 > 2"


def test_tags_without_a_partner_are_listed_with_their_line(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        'a</ENAMEX>\n<ENAMEX TYPE="PERSON">Mai\n<ENAMEX TYPE="LOCATION">Huế</ENAMEX>\n<ENAMEX TYPE=""></ENAMEX>b',
    )
    problems = [content.error for content in contents if isinstance(content, BadRecord)]
    assert [(error.code, error.values["line"]) for error in problems] == [
        ("record.tag", 1), ("annotation.label", 4), ("record.tag", 2),
    ]  # fmt: skip
    assert problems[2].values["tag"] == '<ENAMEX TYPE="PERSON">'
    assert spans_of(contents) == [(6, 9, "LOC")]


def test_signs_that_are_no_tags_stay_in_the_text_and_are_told_once(tmp_path: Path) -> None:
    contents = read(tmp_path, 'Giá\n< 5 triệu, <b>\n<ENAMEX TYPE="LOCATION">Huế</ENAMEX> > a')
    (notice,) = [content.error for content in contents if isinstance(content, Notice)]
    assert (notice.code, notice.values["line"], notice.values["n"]) == ("record.less-than", 2, 2)
    (document,) = [content for content in contents if isinstance(content, AnnotatedDocument)]
    assert document.text == "Giá\n< 5 triệu, <b>\nHuế > a"
    assert spans_of(contents) == [(19, 22, "LOC")]


def test_a_file_of_tags_alone_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.empty"):
        read(tmp_path, '<ENAMEX TYPE="PERSON"> </ENAMEX>')


def test_our_name_and_the_corpus_name_of_a_label_are_one() -> None:
    marks = (
        Mark(0, 3, "PER", "Mai"), Mark(0, 3, "PERSON", "Mai"), Mark(4, 7, 'A"<b', "Lan"),
        Mark(4, 7, "LOCATION", "Lan"),
    )  # fmt: skip
    layer = Annotation("Lan", spans=marks, relations=(Link(1, 2, "biết"),))
    losses: list[Loss] = []
    found = Vlsp2018().adapt(AnnotatedDocument("a", "Mai Lan", annotations=(layer,)), WriteOptions(), losses.append)
    assert [mark.label for mark in found.annotations[0].spans] == ["PER", "A__b", "LOC"]
    assert found.annotations[0].relations == (Link(0, 1, "biết"),)
    assert [loss.reason for loss in losses] == ["duplicate", "character", "character", "renamed"]
    assert (losses[-1].label, losses[-1].is_span) == ("LOCATION", False)


def test_a_byte_order_mark_of_the_text_stays(tmp_path: Path) -> None:
    document = AnnotatedDocument("a", "\ufeffMai")
    (data,) = written_files(Vlsp2018(), [document], golden_set.DATA, WriteOptions()).values()
    (found,) = read(tmp_path, data.decode())
    assert isinstance(found, AnnotatedDocument)
    assert found.text == "\ufeffMai"
