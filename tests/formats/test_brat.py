"""brat standoff, judged by the rules of brat's own reader (nlplab/brat, server/src/annotation.py)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import golden_set
import pytest
from format_cases import documents
from golden_files import FORMATS, golden_folder, written_files
from hypothesis import given

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, DataSet, Link, Mark
from annotator.formats.brat import Brat
from annotator.formats.brat.lines import fragments
from annotator.formats.protocol import BadRecord, Content, Loss, Notice, ReadOptions, WriteOptions
from annotator.formats.source import FileSource

TEXT = "Ông Tô Lâm\nđến Hà Nội 😀.\n"


def read(folder: Path, annotations: str, text: str = TEXT) -> list[Content]:
    (folder / "bài.txt").write_bytes(text.encode())
    path = folder / "bài.ann"
    path.write_bytes(annotations.encode())
    return list(Brat().read(FileSource(str(path)), ReadOptions()))


def document_of(contents: Sequence[Content]) -> AnnotatedDocument:
    (found,) = [content for content in contents if isinstance(content, AnnotatedDocument)]
    return found


def layer_of(contents: Sequence[Content]) -> Annotation:
    (layer,) = document_of(contents).annotations
    return layer


def codes(contents: Sequence[Content]) -> list[tuple[str, object]]:
    return [(each.error.code, each.error.values.get("line")) for each in contents if isinstance(each, BadRecord)]


def check_as_brat_does(text: str, standoff: str) -> int:
    """What brat's reader demands of a file, by its definition; gives the number of spans."""
    seen: dict[str, str] = {}
    spans = 0
    for line in standoff.splitlines():
        key, rest = line.split("\t", 1)
        assert re.fullmatch(r"[TRA#][1-9]\d*", key)
        assert key not in seen
        seen[key] = line
        data, _, tail = rest.partition("\t")
        if key[0] == "T":
            _, ranges = data.split(" ", 1)
            pieces = [tuple(map(int, piece.split(" "))) for piece in ranges.split(";")]
            assert tail == " ".join(text[start:end] for start, end in pieces)
            spans += 1
        elif key[0] == "R":
            _, first, second = data.split(" ")
            assert {first.split(":")[0], second.split(":")[0]} == {"Arg1", "Arg2"}
            assert first.split(":")[1] in seen
            assert second.split(":")[1] in seen
        elif key[0] == "A":
            match = re.match(r"(.+?) (.+?)(?: (.+?))?$", data)
            assert match
            assert match[2] in seen
        else:
            kind, target = data.split()
            assert kind == "AnnotatorNotes"
            assert target in seen
    return spans


@given(documents())
def test_brats_own_rules_are_kept(document: AnnotatedDocument) -> None:
    found = written_files(Brat(), [document], golden_set.DATA, WriteOptions())
    (text,) = [data.decode() for name, data in found.items() if name.endswith(".txt")]
    (standoff,) = [data.decode() for name, data in found.items() if name.endswith(".ann")]
    assert text == document.text
    assert check_as_brat_does(text, standoff) == sum(len(layer.spans) for layer in document.annotations)


def test_a_span_over_line_ends_is_written_in_fragments() -> None:
    assert fragments("ab\ncd\r\n\u2028ef", 0, 10) == [(0, 2), (3, 5), (8, 10)]
    assert fragments("ab\n", 0, 3) == [(0, 2), (3, 3)]
    assert fragments("\n", 0, 1) == [(0, 0), (1, 1)]


def test_golden_files() -> None:
    found = written_files(Brat(), golden_set.documents(), golden_set.DATA, golden_set.options())
    assert found == golden_folder("brat")


def test_golden_files_are_guessed_and_read() -> None:
    folder = FORMATS / "brat"
    for path in sorted(folder.iterdir()):
        source = FileSource(str(path))
        assert formats.is_companion(source) == (path.suffix != ".ann")
        if path.suffix == ".ann":
            assert formats.guess(source) is formats.get("brat")
    school = document_of(list(Brat().read(FileSource(str(folder / "lop-buoi-toi.ann")), ReadOptions())))
    original = golden_set.documents()[0]
    assert (school.name, school.text) == (original.name, original.text)
    (layer,) = school.annotations
    assert layer.spans == original.annotations[0].spans
    assert layer.relations == original.annotations[0].relations


def test_pieces_with_blanks_between_are_one_span_and_others_are_listed(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        "T1\tPER 4 6;7 10\tTô Lâm\nT2\tX 0 3;4 6\tÔng Tô\nT3\tLOC 4 6;15 17\tTô Hà\nT4\tX 7 10;0 3\tLâm Ông\n"
        "A1\tthật T3\nT5\tY 7 10;11 14\tLâm đến\n",
    )
    assert [(mark.start, mark.end, mark.label) for mark in layer_of(contents).spans] == [
        (4, 10, "PER"), (0, 6, "X"), (7, 14, "Y"),
    ]  # fmt: skip
    assert codes(contents) == [("record.discontinuous", 3), ("record.discontinuous", 4), ("record.reference", 5)]


def test_what_has_no_place_is_told_once(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        "T1\tPER 4 10\tTô Lâm\nT2\tLOC 15 21\tHà Nội\nE1\tĐến:T1 Nơi:T2\nE2\tĐi:T1\n*\tEquiv T1 T2\n"
        "N1\tReference T1 Wikipedia:1\tTô Lâm\nA1\tPhủ_định E1\n#1\tAnnotatorNotes E1\tghi\n#2\tKhác T1\tghi\n",
    )
    (notice,) = [each for each in contents if isinstance(each, Notice)]
    assert notice.error.code == "import.kinds"
    assert notice.error.values["n"] == 7
    assert codes(contents) == []
    assert len(layer_of(contents).spans) == 2


def test_attributes_relations_and_notes_are_read(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        "#1\tAnnotatorNotes T1\tđầu\n#2\tAnnotatorNotes T1\tsau\nR1\tĐến Arg1:T1 Arg2:T2\nA1\tthật T1\n"
        "A2\tvai T1 tổng bí thư\nA3\tthật T2 false\nM1\tphủ R1\nT1\tPER 4 10\tTô Lâm\r\nT2\tLOC 15 21\tHà Nội\r\n",
    )
    layer = layer_of(contents)
    assert layer.spans[0].note == "đầu\nsau"
    assert [mark.attributes for mark in layer.spans] == [{"thật": True, "vai": "tổng bí thư"}, {"thật": False}]
    assert layer.relations == (Link(0, 1, "Đến", attributes={"phủ": True}),)
    assert codes(contents) == []


def test_bad_lines_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        "T1\tPER 4 10\tTô Lâm\nxyz\nT2\tPER\nT1\tLOC 15 21\tHà Nội\nT3\tLOC 90 99\nT4\tLOC 0 3\tKhông có\n"
        "R1\tĐến Arg1:T1 Arg2:T9\nR2\tĐến Arg1:T1 Arg2:T1\nA1\tx\nT5\tPER 4 10\tTô Lâm\nT6\tPER 15 21\tHà Nội\n",
    )
    assert sorted(codes(contents), key=lambda found: str(found[1]).zfill(3)) == [
        ("record.pattern", 2), ("record.pattern", 3), ("annotation.key-twice", 4), ("annotation.span", 5),
        ("annotation.quote", 6), ("record.reference", 7), ("annotation.relation-self", 8), ("record.pattern", 9),
        ("annotation.span-twice", 10),
    ]  # fmt: skip
    assert [mark.quote for mark in layer_of(contents).spans] == ["Tô Lâm", "Hà Nội"]


def test_a_span_whose_text_is_elsewhere_is_anchored_by_it(tmp_path: Path) -> None:
    contents = read(tmp_path, "T1\tLOC 14 20\tHà Nội\n")
    (mark,) = layer_of(contents).spans
    assert (mark.start, mark.end) == (15, 21)
    assert [each.error.code for each in contents if isinstance(each, Notice)] == ["record.anchored"]


def test_a_byte_order_mark_of_the_text_is_counted_as_brat_does(tmp_path: Path) -> None:
    contents = read(tmp_path, "T1\tLOC 1 7\tHà Nội\n", text="\ufeffHà Nội")
    assert layer_of(contents).spans[0].quote == "Hà Nội"
    assert document_of(contents).text == "\ufeffHà Nội"


def test_without_annotations_there_is_no_layer_and_without_a_text_nothing(tmp_path: Path) -> None:
    assert document_of(read(tmp_path, "")).annotations == ()
    (tmp_path / "bài.txt").unlink()
    with pytest.raises(InputError, match=r"input\.text-beside"):
        list(Brat().read(FileSource(str(tmp_path / "bài.ann")), ReadOptions()))
    (tmp_path / "bài.txt").write_bytes(b"a\0b")
    with pytest.raises(InputError, match=r"input\.binary") as caught:
        list(Brat().read(FileSource(str(tmp_path / "bài.ann")), ReadOptions()))
    assert str(caught.value.values["path"]).endswith("bài.txt")


def test_a_text_alone_is_no_companion(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert not Brat().is_companion(FileSource(str(tmp_path / "a.txt")))
    (tmp_path / "a.ann").write_text("")
    assert Brat().is_companion(FileSource(str(tmp_path / "a.txt")))
    assert Brat().is_companion(FileSource(str(tmp_path / "visual.conf")))


def test_values_that_are_neither_text_nor_yes_or_no_are_told_of_people_only() -> None:
    mark = Mark(0, 3, "PER", "Ông", attributes={"số lần": 2, "thật": True})
    document = AnnotatedDocument("a", TEXT, annotations=(Annotation("Lan", spans=(mark,)),))
    losses: list[Loss] = []
    found = Brat().adapt(document, WriteOptions(), losses.append)
    assert found.annotations[0].spans[0].attributes == {"số_lần": "2", "thật": True}
    assert [loss.reason for loss in losses] == ["attributes"]
    machine = replace(document, annotations=(replace(document.annotations[0], kind="machine"),))
    Brat().adapt(machine, WriteOptions(), losses.append)
    assert len(losses) == 1


def test_the_configuration_has_labels_of_documents_beyond_the_label_set() -> None:
    mark = Mark(0, 3, "LẠ", "Ông", attributes={"loại": "hiếm", "vai": "có cách"})
    document = AnnotatedDocument("a", TEXT, annotations=(Annotation("Lan", spans=(mark,)),))
    found = written_files(Brat(), [document], DataSet(), WriteOptions())
    assert found["annotation.conf"].decode().splitlines() == [
        "[entities]", "LẠ", "", "[relations]", "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "",
        "[events]", "", "[attributes]", "loại\tArg:<ENTITY>, Value:hiếm", "vai\tArg:<ENTITY>",
    ]  # fmt: skip
