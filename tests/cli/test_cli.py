"""The command line as a user has it: what is written, where, and the exit code."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator import cli
from annotator.core import edits
from annotator.core.labels import spec_of
from annotator.storage.project import Project

REPOSITORY = Path(__file__).parents[2]
SEEDS = str(REPOSITORY / "seeds")
RECORD = {"text": "Chị Mai.", "title": "t", "annotator": "Lan", "spans": [{"start": 4, "end": 7, "label": "PER"}]}

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path, call: Call) -> str:
    """A project with the five seeds and Lan."""
    path = str(tmp_path / "p.annotator")
    assert call("new", path, "--annotator", "Lan") == (0, f"Made {path}.\n", "")
    assert call("import", path, SEEDS) == (0, "Imported 5 articles.\n", "")
    return path


def table(call: Call, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = call(*arguments, "--json")
    assert (code, err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(out)
    return rows


def layer(tmp_path: Path, **changes: Any) -> str:
    path = tmp_path / "layer.jsonl"
    path.write_text(json.dumps({**RECORD, **changes}) + "\n", encoding="utf-8")
    return str(path)


def test_list_has_a_row_an_article(call: Call, path: str) -> None:
    rows = table(call, "list", path)
    assert list(rows[0]) == [
        "id", "name", "title", "published", "source", "author", "state", "spans", "suggestions",
    ]  # fmt: skip
    assert len(rows) == 5
    assert table(call, "list", path, "--state", "done") == []
    code, out, _ = call("list", path)
    assert (code, len(out.splitlines())) == (0, 6)


def test_from_seeds_to_a_data_set(call: Call, path: str, tmp_path: Path) -> None:
    code, out, _ = call("suggest", path)
    assert code == 0
    assert out.startswith("news went over 5 articles and suggested ")
    assert {row["annotator"] for row in table(call, "stats", path)} == {"news"}
    suggested = sum(row["spans"] for row in table(call, "stats", path))
    to_answer = sum(row["suggestions"] for row in table(call, "list", path))
    assert 0 < to_answer < suggested  # what lies in folded lines is asked of nobody
    output = str(tmp_path / "all.jsonl")
    assert call("export", path, "--format", "jsonl", "--output", output, "--all-layers")[0] == 0
    second = str(tmp_path / "second.annotator")
    assert call("new", second)[0] == 0
    assert call("import", second, output) == (0, "Imported 5 articles.\n", "")
    for number in ("1", "5"):
        shown = [json.loads(call("show", each, number, "--json")[1]) for each in (path, second)]
        assert shown[0] == shown[1]
        assert list(shown[0]) == ["id", "name", "title", "text", "spans"]
    span = shown[0]["spans"][0]
    assert list(span) == ["start", "end", "label", "quote", "annotator", "score"]
    assert shown[0]["text"][span["start"] : span["end"]] == span["quote"]
    assert call("check", second) == (0, "", f"{second} is sound.\n")


def test_losses_of_conll_are_listed(call: Call, path: str, tmp_path: Path) -> None:
    spans = [{"start": 4, "end": 7, "label": "PER"}, {"start": 5, "end": 6, "label": "LOC"}]
    call("import", path, layer(tmp_path, spans=spans))
    output = tmp_path / "out.conll"
    code, out, err = call("export", path, "--format", "conll", "--level", "syllable", "--output", str(output))
    assert (code, out) == (0, f"Wrote 6 articles with 1 span to {output}.\n")
    assert "Not written as in the project: 1 span (1 off-edge)" in err
    assert "layer-1 5-6 LOC: off-edge" in err
    assert output.read_text(encoding="utf-8").count("-DOCSTART-") == 6


def test_new_labels_and_untouched_articles_are_said_and_are_no_failure(call: Call, path: str, tmp_path: Path) -> None:
    code, _, err = call("import", path, layer(tmp_path, spans=[{"start": 4, "end": 7, "label": "CITY"}]))
    assert (code, err) == (0, "New labels in this project (1): CITY.\n")
    arguments = ("export", path, "--level", "syllable", "--dry-run", "--output", str(tmp_path / "out"))
    code, _, err = call(*arguments, "--format", "conll")
    told = "5 articles are new and have no annotations; leave new ones out with --state.\n"
    assert (code, err) == (0, f"{told}Title, source and date of 6 articles have no place in conll.\n")
    assert call(*arguments, "--format", "jsonl")[2] == ""


def test_bad_files_are_listed_and_the_exit_code_says_so(call: Call, path: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x89PNG\0\0\1")
    good = layer(tmp_path)
    code, out, err = call("import", path, str(bad), good, "none.txt")
    assert (code, out) == (1, "Imported 1 article.\n")
    assert [line.split(" ")[0] for line in err.splitlines()] == [str(bad), "none.txt"]
    code, out, err = call("import", path, layer(tmp_path, text="Hai\0"))
    assert (code, out) == (1, "Imported 0 articles.\n")
    assert "layer.jsonl, line 1: there is a character with the code zero" in err


def test_a_text_that_is_there_already_is_no_failure(call: Call, path: str) -> None:
    code, out, err = call("import", path, SEEDS)
    assert (code, out) == (0, "Imported 0 articles.\n")
    assert len(err.splitlines()) == 5


def test_several_people_are_named_and_it_is_wrong_usage(call: Call, path: str, tmp_path: Path) -> None:
    call("import", path, layer(tmp_path, annotator="Mai"))
    output = str(tmp_path / "out.jsonl")
    code, _, err = call("export", path, "--format", "jsonl", "--output", output)
    assert (code, err) == (2, "Several people annotate in this project (Lan, Mai); name the one that is meant.\n")
    assert call("export", path, "--format", "jsonl", "--output", output, "--annotator", "Mai")[0] == 0
    assert call("list", path)[0] == 2
    assert call("list", path, "--annotator", "Mai")[0] == 0


def test_nobody_yet_is_said_and_the_texts_are_written(call: Call, tmp_path: Path) -> None:
    path = str(tmp_path / "n.annotator")
    call("new", path)
    call("import", path, SEEDS)
    code, out, err = call("export", path, "--format", "jsonl", "--output", str(tmp_path / "o"))
    assert (code, out) == (0, f"Wrote 5 articles with 0 spans to {tmp_path / 'o'}.\n")
    assert "Nobody has annotated" in err


def test_search_finds_without_diacritics(call: Call, path: str) -> None:
    hits = table(call, "search", path, "cong doan bo")
    assert hits
    assert list(hits[0]) == ["id", "name", "title", "hits", "context"]
    assert table(call, "search", path, "không có chữ này đâu") == []


def test_search_lists_every_hit_in_its_context(call: Call, path: str) -> None:
    hits = table(call, "search", path, "công đo* bộ", "--hits")
    assert hits
    assert list(hits[0]) == ["id", "name", "start", "end", "left", "hit", "right", "labels"]
    assert {hit["hit"].lower() for hit in hits} == {"công đoàn bộ"}
    assert call("search", path, "/(/", "--hits")[0] == 1
    assert call("search", path, "label:NOPE", "--hits")[0] == 1


def test_show_takes_a_name_or_a_number(call: Call, path: str) -> None:
    name = sorted(file.name for file in Path(SEEDS).iterdir())[0]
    code, out, _ = call("show", path, name)
    assert code == 0
    assert out.startswith((Path(SEEDS) / name).read_text(encoding="utf-8"))
    assert call("show", path, "999") == (1, "", "There is no article “999” in this project.\n")


LINKED = {
    "spans": [
        {"start": 4, "end": 7, "label": "PER", "attributes": {"a": True}},
        {"start": 0, "end": 3, "label": "TITLE"},
    ],
    "relations": [{"source": 0, "target": 1, "label": "holds-title"}],
    "document_labels": ["society"],
}


def test_show_names_relations_and_the_labels_of_the_article(call: Call, path: str, tmp_path: Path) -> None:
    call("import", path, layer(tmp_path, **LINKED))
    out = call("show", path, "layer-1")[1]
    text = RECORD["text"]
    relations = [line.split() for line in out.splitlines() if "holds-title" in line]
    assert relations == [[*text[4:7].split(), "holds-title", *text[0:3].split(), RECORD["annotator"]]]
    assert ["society", RECORD["annotator"]] in [line.split() for line in out.splitlines()]
    assert list(json.loads(call("show", path, "layer-1", "--json")[1])) == ["id", "name", "title", "text", "spans"]
    assert "holds-title" not in call("show", path, "1")[1]


def test_what_conll_loses_beside_spans_is_listed(call: Call, path: str, tmp_path: Path) -> None:
    call("import", path, layer(tmp_path, **LINKED))
    output = tmp_path / "out.conll"
    code, out, err = call("export", path, "--format", "conll", "--level", "syllable", "--output", str(output))
    assert (code, out) == (0, f"Wrote 6 articles with 2 spans to {output}.\n")
    assert "Not written as in the project: 3 annotations (1 attributes, 1 document-label, 1 relation)" in err
    assert "  layer-1 4-7 holds-title: relation\n" in err
    assert "  layer-1 society: document-label\n" in err
    assert "0 of 1 relation written.\n0 of 1 article label written.\n" in err


def test_what_is_known_beside_annotations_is_written_or_told_of(call: Call, path: str, tmp_path: Path) -> None:
    spans = [{"start": 4, "end": 7, "label": "PER", "score": 0.5, "origin": "suggestion"}]
    answers = [{"start": 4, "end": 7, "label": "LOC", "answer": "rejected"}]
    meta = {"encoding": "utf-8", "Chuyên mục": "Đời sống"}
    line = {"lines": [[0, 8, "caption", "person"]], "meta": meta, "state": "done", "seconds": 2.5, "answers": answers}
    call("import", path, layer(tmp_path, spans=spans, **line))
    things = ["heading", "meta", "lines", "states", "answers", "scores", "origins"]
    options = ("export", path, "--level", "syllable", "--json")
    for name, held in (("jsonl", things), ("conll", []), ("csv", ["heading", "states", "scores", "origins"])):
        code, out, err = call(*options, "--format", name, "--output", str(tmp_path / name))
        known = json.loads(out)["known"]
        assert code == 0
        assert sorted(known) == sorted(things)
        assert all(share["articles"] == (6 if thing == "heading" else 1) for thing, share in known.items())
        assert all(share["written"] == share["articles"] * (thing in held) for thing, share in known.items())
        assert err.count(f"no place in {name}") == len(things) - len(held)
    assert "Lines folded or unfolded by hand of 1 article have no place in csv.\n" in err
    row = json.loads((tmp_path / "jsonl").read_text("utf-8").splitlines()[-1])
    assert (row["answers"], row["seconds"], row["meta"]) == (answers, 2.5, meta)


def test_check_lists_what_is_wrong(call: Call, path: str) -> None:
    project = Project.open(path)
    project.store.connection.execute("UPDATE document SET length = 1 WHERE id = 2")
    project.close()
    code, out, _ = call("check", path, "--json")
    row, seal = json.loads(out)
    assert (code, row["code"], row["article"]) == (1, "check.length", 2)
    assert "characters instead of 1" in row["message"]
    assert (seal["code"], seal["article"]) == ("check.rows", 2)
    assert call("check", path)[0] == 1


def test_check_repairs_what_it_can_after_a_backup(call: Call, path: str) -> None:
    project = Project.open(path)
    person = project.people.ensure("Lan").id
    with project.store.transaction():
        project.store.connection.execute("UPDATE document SET length = 1 WHERE id = 2")
        project.store.connection.execute("INSERT OR REPLACE INTO tally VALUES (2, ?, 9, 0)", [person])
    project.close()
    code, out, err = call("check", path, "--repair")
    kept, *mended, sound = err.splitlines()
    assert (code, out) == (0, "")
    assert kept.startswith("The file as it was is kept in ")
    assert mended == ["Mended: 1 length of a text.", "Mended: 1 count."]
    assert sound.endswith("is sound.")
    assert call("check", path, "--repair")[2] == f"{path} is sound.\n"
    backup = Project.open(kept.removeprefix("The file as it was is kept in ").removesuffix("."), read_only=True)
    assert backup.documents.get(2).length == 1
    backup.close()


def test_formats_are_listed(call: Call) -> None:
    rows = {row["name"]: (row["reads"], row["writes"]) for row in table(call, "formats")}
    assert rows["text"] == (True, False)
    assert rows["jsonl"] == (True, True)
    assert rows["conll"] == (True, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["list", "no-such.annotator"], 1),
        (["import", "no-such.annotator", SEEDS], 1),
        (["new"], 2),
        (["list", "P", "--bad"], 2),
        (["list", "P", "--state", "begun"], 2),
        (["no-such-command"], 2),
        (["export", "P", "--format", "jsonl"], 2),
        (["export", "P", "--format", "wordstar", "--output", "o"], 2),
        (["export", "P", "--format", "conll", "--output", "o", "--all-layers"], 2),
        (["suggest", "P", "--suggester", "nobody"], 2),
        (["list", "P", "--annotator", "Ba"], 2),
        (["search", "P", "a", "--limit", "0"], 2),
        (["search", "P", "b\udcff"], 1),
        (["show", "P", "b\udcff"], 1),
        (["new", "P"], 1),
        (["new", "P/p.annotator"], 1),
        (["new", "a" * 300 + ".annotator"], 1),
    ],
)
def test_errors_are_one_sentence_on_stderr(call: Call, path: str, arguments: list[str], code: int) -> None:
    found, out, err = call(*[path if argument == "P" else argument for argument in arguments])
    assert (found, out) == (code, "")
    assert len(err.splitlines()) == 1
    assert err.endswith(".\n")


def damage(path: str) -> None:
    """Writes over the first page of every table, so that the file opens but cannot be read."""
    connection = sqlite3.connect(path)
    pages = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    with open(path, "r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"x" * size)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "P"],
        ["show", "P", "4"],
        ["search", "P", "Nam"],
        ["stats", "P"],
        ["import", "P", SEEDS],
        ["export", "P", "--format", "jsonl", "--output", "OUT"],
    ],
)
def test_damage_inside_the_file_is_one_sentence(call: Call, path: str, tmp_path: Path, arguments: list[str]) -> None:
    damage(path)
    names = {"P": path, "OUT": str(tmp_path / "out")}
    code, out, err = call(*[names.get(argument, argument) for argument in arguments])
    assert (code, out) == (1, "")
    assert "is damaged" in err
    assert len(err.splitlines()) == 1


def test_check_tells_of_damage_inside_the_file(call: Call, path: str) -> None:
    damage(path)
    code, out, _ = call("check", path, "--json")
    assert code == 1
    assert {row["code"] for row in json.loads(out)} == {"check.file"}


def test_all_layers_bring_the_label_set_into_a_new_project(call: Call, path: str, tmp_path: Path) -> None:
    project = Project.open(path)
    labels = project.labels.all()
    moved = [replace(label, position=7 - label.position, colour="#00ff00") for label in labels[1:]]
    changes = [(labels[0], None), *zip(labels[1:], moved, strict=True)]
    project.journal.apply(edits.change_labels(changes, "label.change"), None)
    expected = [spec_of(label) for label in project.labels.all()]
    project.close()
    output, second = str(tmp_path / "all.jsonl"), str(tmp_path / "second.annotator")
    assert call("export", path, "--format", "jsonl", "--output", output, "--all-layers")[0] == 0
    assert call("new", second)[0] == 0
    assert call("import", second, output)[0] == 0
    project = Project.open(second)
    assert [spec_of(label) for label in project.labels.all()] == expected
    project.close()


def test_import_creates_no_project(call: Call, tmp_path: Path) -> None:
    call("import", str(tmp_path / "p.annotator"), SEEDS)
    assert list(tmp_path.iterdir()) == []


def test_every_command_has_help(call: Call) -> None:
    for name in cli.group.commands:
        code, out, err = call(name, "--help")
        assert (code, err) == (0, "")
        assert out.startswith(f"Usage: annotator {name}")


def headless(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the entry point in a process where Qt cannot be imported, and heavy modules are told of."""
    script = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from annotator.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        "print(sorted(sys.modules.keys() & {'underthesea', 'sqlite_utils', 'annotator.ui'}), file=sys.stderr)\n"
        "sys.exit(code)"
    )
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False)


def test_it_runs_without_qt_and_list_loads_nothing_heavy(path: str) -> None:
    done = headless("list", path, "--json")
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert len(json.loads(done.stdout)) == 5


def test_a_reader_that_has_had_enough_sees_no_traceback(path: str) -> None:
    command = [sys.executable, "-m", "annotator", "show", path, "4", "--json"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
