"""WebAnno TSV 3, by files written by hand from the description of the format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from golden_files import FORMATS

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument, Annotation, Link
from annotator.formats.protocol import BadRecord, Content, Notice, ReadOptions
from annotator.formats.source import FileSource
from annotator.formats.webanno_tsv import WebannoTsv

NAMES = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n"


def read(folder: Path, content: str) -> list[Content]:
    path = folder / "bài.tsv"
    path.write_bytes(content.encode())
    return list(WebannoTsv().read(FileSource(str(path)), ReadOptions()))


def document_of(contents: Sequence[Content]) -> AnnotatedDocument:
    (found,) = [content for content in contents if isinstance(content, AnnotatedDocument)]
    return found


def layer_of(contents: Sequence[Content]) -> Annotation:
    (layer,) = document_of(contents).annotations
    return layer


def test_the_golden_file_is_guessed_and_read() -> None:
    source = FileSource(str(FORMATS / "webanno-tsv.tsv"))
    assert formats.guess(source) is formats.get("webanno-tsv")
    contents = list(WebannoTsv().read(source, ReadOptions()))
    assert document_of(contents).text == "Ông Trần Văn Mẫu 😀 ở Huế.\n\tChị Lê-Mai cười [to]."
    layer = layer_of(contents)
    assert [(mark.label, mark.quote, mark.attributes) for mark in layer.spans] == [
        ("PER", "Trần Văn Mẫu", {}), ("HỌ_TÊN", "Trần", {}), ("Nhan_manh", "Mẫu", {}), ("true", "ở", {}),
        ("LOC", "Huế", {"identifier": "http://a|b"}), ("PER", "Mai", {}), ("NamedEntity", "[to]", {}),
    ]  # fmt: skip
    assert layer.relations == (Link(0, 4, "ở_tại"),)
    assert not [content for content in contents if isinstance(content, BadRecord)]
    (notice,) = [content for content in contents if isinstance(content, Notice)]
    assert notice.error.values["kinds"] == "CoreferenceLink, Khung →, POS"


def test_rows_that_cannot_be_are_listed_and_the_rest_comes(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        f"#FORMAT=WebAnno TSV 3.2\r\n{NAMES}\n#Text=Chị Mai\r\n1-1\t0-3\tChị\t_\r\n1-2\t4-7\tLan\tPER\r\nxyz\n\n"
        "#Text=ở Huế\n2-1\t8-9\tở\t_\n2-2\t10-13\tHuế\tLOC\n2-3\n",
    )
    problems = [content.error for content in contents if isinstance(content, BadRecord)]
    assert [(error.code, error.values["line"]) for error in problems] == [
        ("annotation.quote", 6), ("record.pattern", 7), ("record.pattern", 12),
    ]  # fmt: skip
    assert [(mark.label, mark.quote) for mark in layer_of(contents).spans] == [("LOC", "Huế")]


def test_a_relation_to_what_is_not_there_is_listed(tmp_path: Path) -> None:
    base = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    contents = read(
        tmp_path,
        f"#FORMAT=WebAnno TSV 3.3\n{NAMES}#T_RL=webanno.custom.Q|loại|BT_{base}\n\n#Text=Mai Huế\n"
        "1-1\t0-3\tMai\t_\t_\t_\n1-2\t4-7\tHuế\tLOC\tở\t1-1\n",
    )
    assert [content.error.code for content in contents if isinstance(content, BadRecord)] == ["record.reference"]
    assert layer_of(contents).relations == ()


def test_other_files_and_files_without_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"input\.expected"):
        read(tmp_path, "1-1\t0-3\tMai\t_\n")
    with pytest.raises(InputError, match=r"input\.empty"):
        read(tmp_path, "#FORMAT=WebAnno TSV 3.3\n\n")
