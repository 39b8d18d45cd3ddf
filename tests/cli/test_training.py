from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator import cli
from annotator.nlp.suggesters.news import News

PEOPLE = ["Nguyễn Văn Ba", "Trần Thị Tư", "Lê Văn Năm", "Phạm Thị Sáu", "Võ Văn Bảy"]


def article(number: int) -> dict[str, object]:
    name = PEOPLE[number % len(PEOPLE)]
    text = f"Ông {name} cho biết tin vui.\nHôm qua, bà con gặp anh {name} ở chợ.\n"
    starts = [4, text.index("anh ") + 4]
    return {"file": str(number), "text": text, "spans": [[start, start + len(name), "PER"] for start in starts]}


@pytest.fixture(autouse=True)
def known_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where /sys is not mounted, as in some containers, joblib warns that it finds no core."""
    monkeypatch.setenv("LOKY_MAX_CPU_COUNT", "1")


@pytest.fixture
def material(tmp_path: Path) -> list[str]:
    gold, raw = tmp_path / "gold.jsonl", tmp_path / "raw.jsonl"
    gold.write_text("".join(json.dumps(article(n)) + "\n" for n in range(10)), encoding="utf-8")
    raw.write_text("".join(json.dumps({"text": f"Ông {PEOPLE[n % 5]} đi chợ {n}."}) + "\n" for n in range(60)))
    return ["train-model", "--gold", str(gold), "--raw", str(raw)]


def test_a_model_is_made_twice_alike_and_used(
    tmp_path: Path, material: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, figures = tmp_path / "1.model", tmp_path / "2.model", tmp_path / "figures.json"
    assert cli.main([*material, "--output", str(first), "--figures", str(figures)]) == 0
    assert "| whole |" in capsys.readouterr().out
    assert cli.main([*material, "--output", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(figures.read_text())["systems"]["whole"]["labels"]["PER"]["gold"] == 20
    news = News(first)
    text = "Ông Trần Thị Tư cho biết tin vui."
    assert [(text[a:b], label) for a, b, label, _ in news.suggest(text)] == [("Trần Thị Tư", "PER")]
    assert news.manifest["articles"] == 10


def test_bad_gold_is_named_and_nothing_is_written(
    tmp_path: Path, material: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(material[2]).write_text("{\n", encoding="utf-8")
    output = tmp_path / "1.model"
    assert cli.main([*material, "--output", str(output)]) == 1
    assert "gold.jsonl" in capsys.readouterr().err
    assert not output.exists()
