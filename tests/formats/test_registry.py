from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from annotator import formats
from annotator.core.errors import RefusedError
from annotator.formats.protocol import BaseFormat, Level


class Brought(BaseFormat):
    """What another package's entry point names."""

    name = "brought"
    suffixes = (".brought",)
    can_read = True


def test_built_in_formats_are_found_by_name_and_by_ending() -> None:
    assert formats.names()[:3] == ["text", "jsonl", "conll"]
    assert [formats.get(name).name for name in formats.names()] == formats.names()
    found = [formats.for_path(path) for path in ("a/bài.TXT", "b.jsonl", "c.conll", "d", "e.png")]
    assert [each and each.name for each in found] == ["text", "jsonl", None, None, None]


def test_an_unknown_format_is_refused_with_those_known() -> None:
    with pytest.raises(RefusedError) as caught:
        formats.get("wordstar")
    assert caught.value.code == "format.unknown"
    assert "conll" in str(caught.value.values["known"])


def test_formats_say_what_they_cannot_do() -> None:
    with pytest.raises(RefusedError, match=r"format\.cannot-read"):
        formats.get("conll").read("a.conll")
    assert Level("word") is Level.WORD


def test_another_package_adds_a_format_and_a_broken_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints(
        [
            EntryPoint("brought", f"{__name__}:Brought", formats.GROUP),
            EntryPoint("broken", "no.such.module:Format", formats.GROUP),
        ]
    )
    monkeypatch.setattr("importlib.metadata.entry_points", points.select)
    monkeypatch.setattr(EntryPoint, "load", lambda point: {"brought": Brought}[point.name])
    formats._made.cache_clear()
    assert formats.names()[3:] == ["broken", "brought"]
    assert isinstance(formats.get("brought"), Brought)
    with pytest.raises(RefusedError) as caught:
        formats.get("broken")
    assert caught.value.code == "format.broken"
    formats._made.cache_clear()
