from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from annotator import formats
from annotator.core.errors import RefusedError
from annotator.core.exchange import DataSet
from annotator.formats.protocol import BaseFormat, Head, Level, ReadOptions, WriteOptions
from annotator.formats.source import FileSource, Source


class Brought(BaseFormat):
    """What another package's entry point names."""

    name = "brought"
    suffixes = (".brought",)
    can_read = True


def test_built_in_formats_are_found_by_name() -> None:
    assert {"text", "jsonl", "conll"} <= set(formats.names())
    assert [formats.get(name).name for name in formats.names()] == formats.names()


def test_an_unknown_format_is_refused_with_those_known() -> None:
    with pytest.raises(RefusedError) as caught:
        formats.get("wordstar")
    assert caught.value.code == "format.unknown"
    assert "conll" in str(caught.value.values["known"])


def test_formats_say_what_they_cannot_do() -> None:
    with pytest.raises(RefusedError, match=r"format\.cannot-read"):
        BaseFormat().read(FileSource("a"), ReadOptions())
    with pytest.raises(RefusedError, match=r"format\.cannot-write"):
        BaseFormat().write([], DataSet(), WriteOptions())
    assert Level("word") is Level.WORD


def clear() -> None:
    for cached in (formats._made, formats._others, formats._entry_points):
        cached.cache_clear()


def test_another_package_adds_a_format_and_a_broken_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints(
        [
            EntryPoint("brought", f"{__name__}:Brought", formats.GROUP),
            EntryPoint("broken", "no.such.module:Format", formats.GROUP),
        ]
    )
    monkeypatch.setattr("importlib.metadata.entry_points", points.select)
    monkeypatch.setattr(EntryPoint, "load", lambda point: {"brought": Brought}[point.name])
    clear()
    assert formats.names()[-2:] == ["broken", "brought"]
    assert isinstance(formats.get("brought"), Brought)
    with pytest.raises(RefusedError) as caught:
        formats.get("broken")
    assert caught.value.code == "format.broken"
    clear()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jsonl", b'{"text": broken\n', "jsonl"),
        ("a.parquet", b"junk", "huggingface"),
        ("a.json", b'{"name": "package"}', None),
        ("a.xml", b"<project/>", None),
        ("a.md", "Hà Nội".encode(), "text"),
        ("a.txt", "Hà Nội".encode(), "text"),
        ("a", "Hà Nội".encode(), "text"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None),
    ],
)
def test_what_the_content_does_not_tell_the_ending_does(
    tmp_path: Path, name: str, content: bytes, expected: str | None
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = formats.guess(FileSource(str(path)))
    assert (found.name if found else None) == expected


def test_a_file_is_guessed_and_found_though_another_package_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Failing(Brought):
        def sniff(self, head: Head) -> float:
            raise ValueError(head.suffix)

        def is_companion(self, source: Source) -> bool:
            raise ValueError(source.name)

    failing = (Failing(),)
    monkeypatch.setattr(formats, "_others", lambda: failing)
    path = tmp_path / "a.txt"
    path.write_text("Chào bạn.", "utf-8")
    found = formats.guess(FileSource(str(path)))
    assert found is not None
    assert found.name == "text"
    assert not formats.is_companion(FileSource(str(path)))
