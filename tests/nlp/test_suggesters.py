from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.selection import is_blank
from annotator.nlp.suggesters import DEFAULT, Suggested, get, names, validated


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, source: str) -> None:
    """Put a package that brings the suggester `name` on the path."""
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[annotator.suggesters]\n{name} = {module}:Maker\n")
    (folder / f"{module}.py").write_text(source)
    monkeypatch.syspath_prepend(folder)


def test_default_is_built_in() -> None:
    assert names()[0] == DEFAULT
    assert get(DEFAULT).name == DEFAULT


def test_other_packages_bring_suggesters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "class Maker:\n    name = 'letters'\n    version = '1'\n    def suggest(self, text):\n        return []\n"
    install(tmp_path, monkeypatch, "letters", "annotator_letters", source)
    assert "letters" in names()
    assert get("letters").version == "1"


def test_broken_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, "broken", "annotator_broken", "raise OSError('no model')\n")
    with pytest.raises(RefusedError) as caught:
        get("broken")
    assert caught.value.code == "suggester.broken"
    assert "no model" in str(caught.value.values["reason"])


def test_unknown_name_is_refused() -> None:
    with pytest.raises(RefusedError) as caught:
        get("nobody")
    assert caught.value.code == "suggester.unknown"
    assert DEFAULT in str(caught.value.values["known"])


def test_validated_keeps_what_can_be_kept() -> None:
    text = " Hà Nội\u00a0và Huế"
    suggested = [
        (11, 14, "LOC", 2),
        (0, 8, "LOC", 0.5),
        (1, 7, "LOC", 0.9),
        (1, 7, "ORG", float("nan")),
        (7, 8, "LOC", None),
        (11, 99, "LOC", None),
        (-3, 4, "LOC", None),
        (3, 3, "LOC", None),
        (True, 3, "LOC", None),
        (1, 3, " ", None),
        (1, 3, 7, None),
        (1, 3, "LOC"),
        "LOC",
        None,
    ]
    assert validated(text, suggested) == [(1, 7, "LOC", 0.5), (1, 7, "ORG", None), (11, 14, "LOC", 1.0)]


ITEMS = st.tuples(st.integers(-3, 12), st.integers(-3, 12), st.sampled_from(["A", "B", ""]), st.floats() | st.none())


@given(st.text("a \u00a0\u200b\n", max_size=9), st.lists(ITEMS))
def test_validated_spans_are_clean(text: str, suggested: list[tuple[object, ...]]) -> None:
    found = validated(text, suggested)
    assert found == sorted(found, key=lambda span: span[:3])
    assert len({span[:3] for span in found}) == len(found)
    for span in found:
        assert isinstance(span, Suggested)
        assert 0 <= span.start < span.end <= len(text)
        assert not is_blank(text[span.start])
        assert not is_blank(text[span.end - 1])
    assert validated(text, found) == found
