"""`annotator train` and `annotator suggest` with what was learnt, through the front door."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]

TEXTS = {
    "a": "Em gái chơi đàn bầu rất hay.\nCòn anh trai thì thích sáo trúc hơn.",
    "b": "Ông cụ ngồi chơi đàn bầu bên hiên.\nCháu nhỏ mang sáo trúc ra thổi.",
    "c": "Lớp học dạy chơi đàn bầu và sáo trúc.\nAi cũng muốn nghe.",
    "d": "Người bạn của tôi chơi đàn bầu.\nSáng nào cũng nghe tiếng sáo trúc ngoài sân.",
}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is learnt goes into a folder of the test's."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(tmp_path: Path, call: Call) -> str:
    """Four articles, three of them done by Lan."""
    path, layers = str(tmp_path / "p.annotator"), tmp_path / "layers.jsonl"
    lines = []
    for name, text in TEXTS.items():
        at = [(text.index(quote), len(quote)) for quote in ("đàn bầu", "sáo trúc")] if name != "d" else []
        spans = [{"start": start, "end": start + length, "label": "AWARD"} for start, length in at]
        state = "new" if name == "d" else "done"
        lines.append(json.dumps({"name": name, "text": text, "annotator": "Lan", "state": state, "spans": spans}))
    layers.write_text("\n".join(lines), encoding="utf-8")
    assert call("new", path, "--annotator", "Lan")[0] == 0
    assert call("import", path, str(layers))[0] == 0
    return path


def suggested(call: Call, path: str) -> set[str]:
    shown = json.loads(call("show", path, "d", "--json")[1])
    return {span["quote"] for span in shown["spans"]}


def test_train_says_the_figures_and_suggest_uses_the_model(call: Call, path: str, tmp_path: Path) -> None:
    code, out, err = call("train", path)
    assert code == 0
    assert err == "Learnt from 3 articles of Lan; the new model is in use.\n"
    head, *rows = out.splitlines()
    assert head.split()[:2] == ["label", "spans"]
    assert rows[-1].split()[:2] == ["(all)", "6"]
    assert len(list((tmp_path / "home" / "learned").glob("*.model"))) == 1
    assert call("suggest", path, "--suggester", "news", "--no-learned")[0] == 0
    assert "đàn bầu" not in suggested(call, path)
    assert call("suggest", path, "--suggester", "news")[0] == 0
    assert {"đàn bầu", "sáo trúc"} <= suggested(call, path)


def test_train_prints_json(call: Call, path: str) -> None:
    code, out, _ = call("train", path, "--annotator", "Lan", "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["annotator"], told["articles"], told["accepted"]) == ("Lan", 3, True)
    assert told["before"]["micro"]["right"] == 0
    assert told["after"]["labels"]["AWARD"]["right"] == told["after"]["micro"]["right"] > 0
    assert told["after"]["labels"]["AWARD"]["gold"] == 6


def test_what_was_learnt_is_gone_back_from_and_forgotten(call: Call, path: str, tmp_path: Path) -> None:
    assert call("train", path, "--go-back")[1] == "There is no previous model; nothing was changed.\n"
    assert call("train", path)[0] == 0
    assert call("train", path, "--forget")[0] == 0
    assert list((tmp_path / "home" / "learned").iterdir()) == []
    assert call("train", path, "--forget", "--go-back")[0] == 2


def test_a_damaged_model_is_said_and_the_shipped_one_speaks(call: Call, path: str, tmp_path: Path) -> None:
    assert call("train", path)[0] == 0
    file = next((tmp_path / "home" / "learned").glob("*.model"))
    file.write_bytes(file.read_bytes()[:-1])
    code, _, err = call("suggest", path, "--suggester", "news")
    assert code == 0
    assert err == f"The model {file} is damaged and is not used.\n"
    assert "đàn bầu" not in suggested(call, path)


def test_who_has_done_too_little_is_told(call: Call, path: str, tmp_path: Path) -> None:
    empty = str(tmp_path / "q.annotator")
    call("new", empty, "--annotator", "Lan")
    code, out, err = call("train", empty)
    assert (code, out) == (0, "")
    assert err == "Lan has done 0 articles; learning needs 2, so nothing was changed.\n"
    call("suggest", path, "--suggester", "news")
    assert call("train", path, "--annotator", "news")[0] == 2
    assert call("train", path, "--annotator", "Minh")[0] == 2
