from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from annotator import formats
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.core.messages import sentence
from annotator.formats.columns import reading as column_reading
from annotator.formats.parts.json_lines import lines
from annotator.formats.protocol import BadRecord, Content, ReadOptions
from annotator.formats.source import FileSource


def read(folder: Path, content: str | bytes, name: str = "conll") -> list[Content]:
    path = folder / "tin.conll"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(formats.get(name).read(FileSource(str(path)), ReadOptions()))


def documents(found: list[Content]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Names, texts, and spans as quotes and labels."""
    return [
        (each.name, each.text, [(mark.quote, mark.label) for layer in each.annotations for mark in layer.spans])
        for each in found
        if isinstance(each, AnnotatedDocument)
    ]


def test_a_file_without_beginnings_is_one_document(tmp_path: Path) -> None:
    content = "\ufeffÔng O\r\nTô_Lâm B-PER\r\nđến O\r\n\r\nHuế I-LOC\r\n. O\r\n"
    assert documents(read(tmp_path, content)) == [("tin", "Ông Tô Lâm đến\nHuế.", [("Tô Lâm", "PER"), ("Huế", "LOC")])]


def test_documents_begin_where_the_file_says(tmp_path: Path) -> None:
    content = (
        "-DOCSTART- -X- O O\n\nMột X O O\n\n-DOCSTART- -X- O O\nHai X O I-A\nBa X O B-A\n-DOCSTART- (3)\n\nBốn X O O"
    )
    assert documents(read(tmp_path, content, "conll2003")) == [
        ("tin-1", "Một", []),
        ("tin-2", "Hai Ba", [("Hai", "A"), ("Ba", "A")]),
        ("tin-3", "Bốn", []),
    ]


def test_two_blank_lines_part_documents_of_sentence_corpora(tmp_path: Path) -> None:
    content = "Một O\n\nHai O\n\n\nBa O\n\n\n\n"
    assert documents(read(tmp_path, content, "phoner")) == [("tin-1", "Một\nHai", []), ("tin-2", "Ba", [])]
    assert documents(read(tmp_path, content)) == [("tin", "Một\nHai\nBa", [])]


def test_elements_and_comments_around_sentences_are_no_tokens(tmp_path: Path) -> None:
    content = (
        "<s>\n# id 7f domain=vi\nHuế\tN\tB-NP\tB-ORG\tB-LOC\n#\tCH\tO\tI-ORG\tO\n</s>\n<s>\nđẹp\tA\tB-AP\tO\tO\n</s>\n"
    )
    assert documents(read(tmp_path, content, "vlsp2016")) == [("tin", "Huế #\nđẹp", [("Huế #", "ORG"), ("Huế", "LOC")])]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"Lan PER", "record.iob-tag"),
        (b"Lan B-" + b"x" * 41, "record.label"),
        (b"Lan", "record.columns"),
        (b"\tO", "record.empty-cell"),
        (b"L\xffn O", "record.encoding"),
        (b"L\0n O", "record.zero"),
        (b"Lan " + b"x" * 1000, "record.too-large"),
    ],
)
def test_a_bad_sentence_is_named_with_its_line_and_the_rest_goes_on(
    line: bytes, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code == "record.too-large":
        monkeypatch.setattr(column_reading, "lines", partial(lines, limit=100))
    bad, *rest = read(tmp_path, b"M\xe1\xbb\x99t B-A\n\nHai O\n" + line + b"\nBa O\n\nB\xe1\xbb\x91n O\n")
    assert isinstance(bad, BadRecord)
    assert (bad.error.code, bad.error.values["line"]) == (code, 4)
    assert str(tmp_path) in sentence(bad.error)
    assert "?" not in sentence(bad.error)
    assert documents(rest) == [("tin", "Một\nBốn", [("Một", "A")])]


def test_a_document_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_reading, "WHOLE", 100)
    with pytest.raises(InputError) as caught:
        read(tmp_path, "Một O\n" * 50)
    assert caught.value.code == "input.too-large"


@pytest.mark.parametrize("content", ["", "\n\n", "-DOCSTART-\tO\n\n", "_"])
def test_a_file_without_tokens_has_no_documents(content: str, tmp_path: Path) -> None:
    assert documents(read(tmp_path, content)) == []
