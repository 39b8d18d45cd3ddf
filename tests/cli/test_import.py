"""`annotator import`: what is taken, what is listed with file and line, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.core.exchange import AnnotatedDocument
from annotator.storage.project import Project
from annotator.workflows import checking
from annotator.workflows.reading import Reader

Call = Callable[..., tuple[int, str, str]]
TEXT = "Chị Mai gặp ông Trần Văn Mẫu ở Huế."
MAI, MAU, HUE = (4, 7), (16, 28), (31, 34)


@pytest.fixture
def path(call: Call, tmp_path: Path) -> str:
    """A new project with one person, Lan."""
    path = str(tmp_path / "p.annotator")
    call("new", path, "--annotator", "Lan")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], str]:
    """Writes a file and gives its path."""

    def written(name: str, content: str) -> str:
        made = tmp_path / "in" / name
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(content, encoding="utf-8", newline="")
        return str(made)

    return written


Write = Callable[[str, str], str]


def contents(path: str) -> list[AnnotatedDocument]:
    project = Project.open(path, read_only=True)
    try:
        assert checking.check(project) == []
        return list(Reader(project, project.people.all()).all())
    finally:
        project.close()


def quotes(document: AnnotatedDocument) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The labels and quotes of each layer."""
    layers = document.annotations
    return {(layer.annotator, layer.kind): [(mark.label, mark.quote) for mark in layer.spans] for layer in layers}


def line(text: str = TEXT, **more: Any) -> str:
    return json.dumps({"text": text, **more}, ensure_ascii=False) + "\n"


def span(place: tuple[int, int], label: str = "PER", text: str = TEXT) -> dict[str, Any]:
    return {"start": place[0], "end": place[1], "label": label, "quote": text[slice(*place)]}


def test_bad_records_are_listed_with_their_lines_and_the_good_ones_land_as_one_edit(
    call: Call, path: str, write: Write
) -> None:
    bad = [
        '{"text": "Một", "spans": [{"start": 0, "end": 9, "label": "PER"}]}\n',
        '{"text": "Một", "spans": [{"start": 1, "end": 1, "label": "PER"}]}\n',
        '{"text": "Một", "text": "Hai"}\n',
        '{"text": NaN}\n',
        "[1, 2]\n",
        '{"text": "\\ud83d"}\n',
        "{\n",
    ]
    name = write("a.jsonl", line(spans=[span(MAI)]) + "".join(bad) + line("Anh Ba.", spans=[]))
    code, out, err = call("import", path, name)
    assert (code, out) == (1, "Imported 2 articles.\n")
    listed = err.splitlines()
    assert len(listed) == len(bad)
    for number, sentence in enumerate(listed, 2):
        assert sentence.startswith(f"{name}, line {number}: ")
        assert sentence.endswith("left out.")
    assert [document.text for document in contents(path)] == [TEXT, "Anh Ba."]
    project = Project.open(path)
    lan = project.people.find("Lan").id
    assert project.journal.undo(lan) is not None
    assert project.journal.undo(lan) is None
    project.close()
    assert contents(path) == []


def test_spans_that_are_elsewhere_are_put_there_and_told(call: Call, path: str, write: Write) -> None:
    name = write("a.jsonl", line(spans=[{**span(MAU), "start": 14, "end": 26}, span(HUE, "LOC")]))
    code, _, err = call("import", path, name)
    assert code == 0
    assert err == f"{name}, line 1: “Trần Văn Mẫu” is not at 14 to 26 but at 16 to 28, and was put there.\n"
    assert quotes(contents(path)[0]) == {("Lan", "person"): [("PER", "Trần Văn Mẫu"), ("LOC", "Huế")]}


@pytest.mark.parametrize("spelt", ["Trâ\u0300n Văn Mâ\u0303u", "Trần  Văn Mẫu"])
def test_a_quote_in_another_spelling_is_the_same_words(call: Call, path: str, write: Write, spelt: str) -> None:
    name = write("a.jsonl", line(spans=[{**span(MAU), "quote": spelt}]))
    assert call("import", path, name)[0] == 0
    assert quotes(contents(path)[0]) == {("Lan", "person"): [("PER", "Trần Văn Mẫu")]}


CONLL = "Chị O\nMai B-PER\ngặp O\nông O\nTrần B-PER\nVăn I-PER\nMẫu I-PER\nở O\nHuế B-LOC\n. O\n"
BRAT = "T1\tPER 4 7\tMai\nT2\tPER 16 20;25 28\tTrần Mẫu\nT3\tLOC 31 31\t\nT4\tLOC 31 99\tHuế ơi\n"


@pytest.mark.parametrize("kind", ["person", "machine", "gold"])
def test_a_file_of_one_layer_goes_into_any_and_onto_the_article_that_is_there(
    call: Call, path: str, write: Write, kind: str
) -> None:
    call("import", path, write("bài.txt", TEXT))
    code, out, err = call("import", path, write("a.conll", CONLL), "--annotator", "Hoa", "--kind", kind)
    assert (code, out, err) == (0, "Imported 0 articles; 1 article here already received 3 annotations.\n", "")
    (document,) = contents(path)
    assert document.text == TEXT
    assert quotes(document) == {("Hoa", kind): [("PER", "Mai"), ("PER", "Trần Văn Mẫu"), ("LOC", "Huế")]}


def test_what_articles_here_received_is_counted_and_what_was_there_is_not(call: Call, path: str, write: Write) -> None:
    call("import", path, write("a.txt", TEXT), write("b.txt", "Ở Huế."))
    spans = [{"start": 4, "end": 7, "label": "PER"}, {"start": 8, "end": 11, "label": "PER"}]
    one = json.dumps({"text": TEXT, "spans": spans[:1], "state": "done"}) + "\n"
    said = call("import", path, write("1.jsonl", one), "--annotator", "Lan")[1]
    assert said == "Imported 0 articles; 1 article here already received 1 annotation.\n"
    other = json.dumps({"text": "Ở Huế.", "spans": [{"start": 2, "end": 5, "label": "LOC"}]}) + "\n"
    new = json.dumps({"text": "Ở Vinh.", "spans": [{"start": 2, "end": 6, "label": "MỚI"}]}) + "\n"
    both = json.dumps({"text": TEXT, "spans": spans}) + "\n" + other + new
    said = call("import", path, write("2.jsonl", both), "--annotator", "Lan")[1]
    assert said == "Imported 1 article; 2 articles here already received 2 annotations.\n"
    assert call("import", path, write("3.jsonl", one), "--annotator", "Lan")[1] == "Imported 0 articles.\n"


def test_an_exact_text_that_comes_after_many_columns_is_no_twin(call: Call, path: str, write: Write) -> None:
    others = "".join(f"\n-DOCSTART- O\n\n{number} O\n" for number in range(300))  # more than one chunk
    text = TEXT.replace(" ", "  ")
    _, _, err = call("import", path, write("1.conll", CONLL + others), write("2.txt", text))
    assert ["1.conll: articles whose texts differ" in line for line in err.splitlines()] == [True]
    assert len(contents(path)) == 301
    assert [document.text for document in contents(path) if "Huế" in document.text] == [text]


def test_an_exact_text_and_its_columns_of_one_import_are_one_article(call: Call, path: str, write: Write) -> None:
    files = [write("1.conll", CONLL), write("2.txt", TEXT)]
    assert call("import", path, *files)[:2] == (0, "Imported 1 article.\n")
    (document,) = contents(path)
    assert document.text == TEXT
    assert quotes(document) == {("Lan", "person"): [("PER", "Mai"), ("PER", "Trần Văn Mẫu"), ("LOC", "Huế")]}


def test_pieces_and_empty_or_outlying_spans_of_brat(call: Call, path: str, write: Write) -> None:
    write("a.txt", TEXT)
    name = write("a.ann", BRAT)
    code, out, err = call("import", path, os.path.dirname(name), "--format", "brat")
    assert (code, out) == (1, "Imported 1 article.\n")
    listed = err.splitlines()
    assert [number for number in (2, 3, 4) if any(f"a.ann, line {number}: " in each for each in listed)] == [2, 3, 4]
    assert ("PER", "Mai") in quotes(contents(path)[0])["Lan", "person"]


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("doccano.jsonl", {"text": TEXT, "label": [[4, 7, "PER"], [31, 31, "LOC"], [31, 99, "LOC"]]}),
        (
            "spacy.jsonl",
            {
                "text": TEXT,
                "spans": [
                    {"start": 4, "end": 7, "label": "PER"},
                    {"start": 31, "end": 31, "label": "LOC"},
                    {"start": 31, "end": 99, "label": "LOC"},
                ],
                "_input_hash": 1,
            },
        ),
    ],
)
def test_empty_and_outlying_spans_of_others_leave_the_rest(
    call: Call, path: str, write: Write, name: str, record: dict[str, Any]
) -> None:
    written = write(name, json.dumps(record, ensure_ascii=False) + "\n")
    code, _, err = call("import", path, written)
    assert code == 1
    assert err.count(f"{written}, line 1: ") == 2
    assert quotes(contents(path)[0]) == {("Lan", "person"): [("PER", "Mai")]}


def test_several_layers_of_one_text_in_one_file_meet(call: Call, path: str, write: Write) -> None:
    lines = [line(annotator="Mai", spans=[span(MAI)]), line(annotator="máy", kind="machine", spans=[span(HUE, "LOC")]),
             line(annotator="Mai", spans=[span(MAI), span(MAU, "VIP")], state="done")]  # fmt: skip
    assert call("import", path, write("a.jsonl", "".join(lines)))[:2] == (0, "Imported 1 article.\n")
    (document,) = contents(path)
    assert quotes(document) == {
        ("Mai", "person"): [("PER", "Mai"), ("VIP", "Trần Văn Mẫu")],
        ("máy", "machine"): [("LOC", "Huế")],
    }
    assert document.annotations[0].state == "done"


def test_files_with_several_layers_keep_theirs(call: Call, path: str, write: Write) -> None:
    result = {"type": "labels", "from_name": "label", "to_name": "text"}
    value = {"start": MAI[0], "end": MAI[1], "text": "Mai", "labels": ["PER"]}
    results = [{**result, "id": "a", "value": value}]
    task = {
        "data": {"text": TEXT},
        "annotations": [{"completed_by": {"email": "hoa@example.org"}, "result": results}],
        "predictions": [{"model_version": "m1", "result": results}],
    }
    assert call("import", path, write("a.json", json.dumps([task])), "--annotator", "Lan")[0] == 0
    (document,) = contents(path)
    assert sorted(kind for _, kind in quotes(document)) == ["machine", "person"]
    assert ("Lan", "person") not in quotes(document)


def test_the_column_with_the_text_can_be_named(call: Call, path: str, write: Write) -> None:
    name = write("a.csv", "mã,bài viết,nội dung\n1,tựa,Chị Mai.\n2,tựa,Anh Ba.\n")
    code, _, err = call("import", path, name, "--text-column", "không có")
    assert (code, len(err.splitlines())) == (1, 1)
    assert name in err
    assert call("import", path, name, "--text-column", "nội dung")[:2] == (0, "Imported 2 articles.\n")
    assert [document.text for document in contents(path)] == ["Chị Mai.", "Anh Ba."]
    keyed = write("b.jsonl", json.dumps({"thân": "Cô Tư.", "text": "khác"}) + "\n")
    assert call("import", path, keyed, "--text-column", "thân")[0] == 0
    assert contents(path)[-1].text == "Cô Tư."


def test_a_format_can_be_forced(call: Call, path: str, write: Write) -> None:
    name = write("a.txt", CONLL)
    assert call("import", path, name, "--format", "text")[0] == 0
    assert contents(path)[0].text == CONLL
    assert call("import", path, name, "--format", "conll")[0] == 0
    assert quotes(contents(path)[1])["Lan", "person"][0] == ("PER", "Mai")
    assert call("import", path, name, "--format", "không-có")[0] != 0


def test_articles_of_one_name_in_one_file_get_names_of_their_own(call: Call, path: str, write: Write) -> None:
    call("import", path, write("a.jsonl", line("Một.", name="bài.txt") + line("Hai.", name="bài.txt")))
    assert [document.name for document in contents(path)] == ["bài.txt", "bài (2).txt"]


def test_a_format_whose_library_is_missing_is_a_problem_of_its_files_alone(
    call: Call, path: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    golden = Path(__file__).parents[1] / "data" / "formats" / "spacy.spacy"
    monkeypatch.setitem(sys.modules, "spacy", None)
    code, out, err = call("import", path, str(golden), write("b.txt", TEXT))
    assert (code, out) == (1, "Imported 1 article.\n")
    assert str(golden) in err
    assert "annotator[spacy]" in err


def test_being_stopped_lands_nothing_within_a_second(path: str, write: Write) -> None:
    lines = [line(f"{TEXT} Bài {n}.", annotator="Hoa", spans=[span(MAI, f"NHÃN{n}")]) for n in range(4000)]
    name = write("a.jsonl", "".join(lines))
    program = (
        "import os, signal, sys, time\n"
        "from annotator.workflows import importing\n"
        "from annotator.storage.project import Project\n"
        "def step(done, total):\n"
        "    if done >= 2000:\n"
        "        print(time.process_time(), flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "project = Project.open(sys.argv[1])\n"
        "try:\n"
        "    importing.run(project, [sys.argv[2]], step=step)\n"
        "except KeyboardInterrupt:\n"
        "    print(time.process_time())\n"
        "    project.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path, name], capture_output=True, text=True, check=True)
    begun, ended = map(float, done.stdout.split())
    assert ended - begun < 1
    assert contents(path) == []
    project = Project.open(path, read_only=True)
    assert [person.name for person in project.people.all()] == ["Lan"]
    assert not [label for label in project.labels.all() if label.name.startswith("NHÃN")]
    project.close()


def test_what_meets_a_record_that_is_there_is_told_by_its_article(call: Call, path: str, write: Write) -> None:
    call("import", path, write("a.jsonl", line(spans=[{**span(MAI), "note": "cũ"}], annotator="Lan")))
    more = write("b.jsonl", line(name="b", spans=[{**span(MAI), "note": "khác"}], annotator="Lan") + line(name="c"))
    code, out, err = call("import", path, more)
    assert code == 0
    assert "spans of “b” have another note" in out + err
    assert "the article “c” was left out" in out + err
