"""`annotator evaluate` as a user has it, through the front door, on a project made from the seeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
NAME = "000_bb2184bcf9132176.txt"
TEXT = (SEEDS / NAME).read_text(encoding="utf-8")
GOLD = [("23/2", "DATE"), ("Tổng Bí thư", "TITLE"), ("Tô Lâm", "PER"), ("Văn phòng Trung ương Đảng", "ORG")]
FOUND = [("sáng 23/2", "DATE"), ("Tổng Bí thư", "ORG"), ("Tô Lâm", "PER")]

Call = Callable[..., tuple[int, str, str]]


READER = f"""
class Maker:
    name = "reader"
    version = "1"

    def suggest(self, text):
        found = [(text.find(quote), quote, label) for quote, label in {[*FOUND, ("Nhân dịp", "OCCASION")]!r}]
        return [(at, at + len(quote), label, None) for at, quote, label in found]
"""
"""A package that suggests what stands in `FOUND`, and a label that no set knows."""


def record(annotator: str, quotes: list[tuple[str, str]], **more: str) -> str:
    spans = [
        {"start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote), "label": label} for quote, label in quotes
    ]
    return json.dumps({"name": NAME, "text": TEXT, "annotator": annotator, "spans": spans, **more}) + "\n"


@pytest.fixture
def path(tmp_path: Path, call: Call) -> str:
    """The five seeds, with Lan's layer on one and that of a machine called m."""
    path, layers = str(tmp_path / "p.annotator"), tmp_path / "layers.jsonl"
    layers.write_text(record("Lan", GOLD) + record("m", FOUND, kind="machine"), encoding="utf-8")
    assert call("new", path, "--annotator", "Lan")[0] == 0
    assert call("import", path, str(SEEDS), str(layers))[0] == 0
    return path


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installs the package of `READER`."""
    folder = tmp_path / "site"
    info = folder / "annotator_reader-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: annotator_reader\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[annotator.suggesters]\nreader = annotator_reader:Maker\n")
    (folder / "annotator_reader.py").write_text(READER, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


def told(call: Call, *arguments: str) -> dict[str, Any]:
    code, out, _ = call(*arguments, "--json")
    assert code == 0
    answer: dict[str, Any] = json.loads(out)
    return answer


def rows(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()]


def test_two_layers(call: Call, path: str) -> None:
    code, out, err = call("evaluate", path, "--gold", "Lan", "--against", "m")
    assert (code, err) == (0, "Compared 1 article: m against Lan.\n")
    assert ["measure", "label", "gold", "against", "found", "right", "precision", "recall", "f1"] in rows(out)
    assert ["strict", "PER", "1", "1", "1", "1", "100.0", "100.0", "100.0"] in rows(out)
    assert ["strict", "(all)", "4", "3", "1", "1", "33.3", "25.0", "28.6"] in rows(out)
    assert ["lenient", "(all)", "4", "3", "2", "2", "66.7", "50.0", "57.1"] in rows(out)
    assert ["blind", "(all)", "4", "3", "2", "2", "66.7", "50.0", "57.1"] in rows(out)
    assert ["label", "missing", "extra", "boundary", "other", "label", "both"] in rows(out)
    assert ["(all)", "1", "0", "1", "1", "0"] in rows(out)


def test_json_is_one_object(call: Call, path: str) -> None:
    found = told(call, "evaluate", path, "--gold", "Lan", "--against", "m")
    assert list(found) == ["gold", "against", "documents", "micro", "strict", "lenient", "blind", "errors"]
    assert (found["gold"], found["against"], found["documents"]) == ("Lan", "m", 1)
    assert found["strict"]["PER"] == {
        "gold": 1, "against": 1, "found": 1, "right": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0,
    }  # fmt: skip
    assert found["micro"]["strict"]["recall"] == 0.25
    assert found["blind"]["TITLE"]["recall"] == found["blind"]["ORG"]["precision"] == 1.0
    assert found["errors"]["TITLE"] == {"missing": 0, "extra": 0, "boundary": 0, "label": 1, "both": 0}


def test_without_a_gold_layer_the_only_persons_is_meant(call: Call, path: str) -> None:
    assert told(call, "evaluate", path, "--against", "m")["gold"] == "Lan"


def test_differences_and_confusion_are_listed_when_asked_for(call: Call, path: str) -> None:
    arguments = ("evaluate", path, "--against", "m", "--confusion", "--differences")
    found = told(call, *arguments, "2")
    assert found["confusion"] == [
        {"gold": "PER", "against": "PER", "spans": 1},
        {"gold": "ORG", "against": None, "spans": 1},
        {"gold": "DATE", "against": "DATE", "spans": 1},
        {"gold": "TITLE", "against": "ORG", "spans": 1},
    ]
    start = TEXT.index("23/2")
    assert found["differences"][0] == {
        "document": NAME, "kind": "boundary",
        "gold": {"start": start, "end": start + 4, "label": "DATE", "quote": "23/2"},
        "against": {"start": start - 5, "end": start + 4, "label": "DATE", "quote": "sáng 23/2"},
        "before": TEXT[: start - 5], "after": TEXT[start + 4 : start + 44],
    }  # fmt: skip
    assert [each["kind"] for each in found["differences"]] == ["boundary", "label"]
    code, out, _ = call(*arguments, "9")
    assert code == 0
    assert ["gold", "PER", "ORG", "DATE", "TITLE", "(nothing)"] in rows(out)
    assert ["TITLE", "0", "1", "0", "0", "0"] in rows(out)
    assert sum(line.startswith(NAME) for line in out.splitlines()) == 3
    assert f"DATE {start}-{start + 4}" in out


@pytest.mark.usefixtures("reader")
def test_a_suggester_is_judged_and_nothing_is_written(call: Call, path: str) -> None:
    before = Path(path).read_bytes()
    layer = told(call, "evaluate", path, "--gold", "Lan", "--against", "m", "--differences", "9")
    code, out, err = call("evaluate", path, "--gold", "Lan", "--suggester", "reader", "--differences", "9", "--json")
    assert (code, json.loads(out)) == (0, {**layer, "against": "reader"})
    assert err.splitlines() == [
        "Compared 1 article: reader against Lan.",
        "1 suggestion of OCCASION were left out: the label set has no such label.",
    ]
    assert Path(path).read_bytes() == before


def test_states_choose_the_articles(call: Call, path: str) -> None:
    code, _, err = call("evaluate", path, "--gold", "Lan", "--against", "m", "--state", "new", "--state", "done")
    assert (code, err) == (0, "Compared 5 articles: m against Lan.\n")
    code, out, err = call("evaluate", path, "--gold", "Lan", "--against", "m", "--state", "done")
    assert (code, out) == (1, "")
    assert err.startswith("There is nothing to compare: “Lan” has no article")


def test_articles_without_any_span_of_the_other_are_told_of(call: Call, path: str, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"text": "Chị Mai.", "annotator": "m2", "kind": "machine", "state": "done"}))
    assert call("import", path, str(other))[0] == 0
    code, _, err = call("evaluate", path, "--gold", "Lan", "--against", "m2")
    assert (code, err.splitlines()[1]) == (0, "m2 has no span at all on 1 of these articles.")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--gold", "Lan"], 2, "Give either --against or --suggester"),
        (["--gold", "Lan", "--against", "m", "--suggester", "underthesea"], 2, "Give either"),
        (["--gold", "Ba", "--against", "m"], 2, "This project has no annotator “Ba”."),
        (["--gold", "Lan", "--against", "Ba"], 2, "This project has no annotator “Ba”."),
        (["--gold", "Lan", "--suggester", "nobody"], 2, "There is no suggester “nobody”"),
        (["--gold", "Lan", "--against", "m", "--differences", "-1"], 2, "differences"),
        (["--gold", "Lan", "--against", "m", "--state", "begun"], 2, "state"),
    ],
)
def test_errors_are_one_sentence_on_stderr(call: Call, path: str, arguments: list[str], code: int, said: str) -> None:
    found, out, err = call("evaluate", path, *arguments)
    assert (found, out) == (code, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_project_without_people_needs_a_name(call: Call, tmp_path: Path) -> None:
    path = str(tmp_path / "n.annotator")
    call("new", path)
    code, _, err = call("evaluate", path, "--against", "m")
    assert (code, err.startswith("Nobody annotates")) == (2, True)


def test_help_tells_the_rule(call: Call) -> None:
    code, out, _ = call("evaluate", "--help")
    assert code == 0
    assert "that A has done" in " ".join(out.split())
