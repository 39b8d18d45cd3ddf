from __future__ import annotations

from pathlib import Path

import pytest

from annotator.core.assets import asset
from annotator.core.errors import InputError
from annotator.core.exchange import AnnotatedDocument
from annotator.formats.plain_text import PlainText, described
from annotator.formats.protocol import ReadOptions
from annotator.formats.source import FileSource


def read(path: Path) -> AnnotatedDocument:
    (found,) = PlainText().read(FileSource(str(path)), ReadOptions())
    assert isinstance(found, AnnotatedDocument)
    return found


def test_every_seed_keeps_its_text_and_gets_a_title() -> None:
    for path in asset("seeds").glob("*.txt"):
        found = read(path)
        assert found.text.encode() == path.read_bytes()
        assert (found.name, found.meta) == (path.name, {"encoding": "utf-8"})
        assert found.title
        assert all(0 <= start <= end <= len(found.text) for start, end, _, _ in found.lines)
        assert {origin for *_, origin in found.lines} == {"rule"}


def test_line_ends_and_decomposed_letters_stay(tmp_path: Path) -> None:
    text = "Tie\u0302\u0301ng Vie\u0323\u0302t\r\n\u00a0\u2028\N{GRINNING FACE}\r"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-16"))
    assert read(path).text == text
    assert read(path).meta == {"encoding": "utf-16-le"}


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "input.empty"), (b"\x89PNG\0\0", "input.binary"), (b"\xff\xfe\xff", "input.encoding")]
)
def test_what_is_no_text_is_named_with_its_file(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert (caught.value.code, caught.value.values["path"]) == (code, str(path))


def test_what_is_known_already_is_not_guessed_again() -> None:
    document = described(AnnotatedDocument("a.txt", "Một hai ba.", title="Khác", author="Ai"))
    assert (document.title, document.author) == ("Khác", "Ai")
    assert described(document, guess_lines=False, guess_rest=False) == document


def test_a_title_is_the_files_name_where_nothing_else_says() -> None:
    assert described(AnnotatedDocument("bài 1.txt", "-"), guess_rest=False).title == "bài 1"
