"""What an export promises: told beforehand, listed and written adding up, read back, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator import formats
from annotator.core.errors import InputError, ProjectError, RefusedError
from annotator.core.model import AnnotatorKind
from annotator.core.rewriting import Offsets
from annotator.formats.fitting import Choices, Overlap
from annotator.formats.jsonl import Jsonl
from annotator.formats.protocol import KNOWN, Holds, Level
from annotator.storage.project import Project
from annotator.workflows import importing, own_files, splitting
from annotator.workflows.exporting import Report, Request, export
from annotator.workflows.selection import Selection

Write = Callable[[str, str | bytes], str]
TEXT = (
    "Trang chủ\r\n\r\nÔng Trần Đình Trọng, Bộ Công an, đến Hà\u00a0Nội \N{GRINNING FACE}.\r\n"
    "Bà Nguye\u0302\u0303n Thị Mai ở Huế."
)
"""A menu, a name in NFD and an emoji."""
SPANS = [("Ông Trần Đình Trọng", "PER"), ("Trần Đình Trọng", "PER"), ("Công an, đến Hà\u00a0Nội", "ORG"),
         ("Hà\u00a0Nội", "LOC"), ("guye\u0302\u0303n Thị Mai", "PER"), ("Trang", "MISC")]  # fmt: skip


def record(text: str = TEXT, name: str = "một.txt") -> str:
    spans = [
        {"start": text.index(quote), "end": text.index(quote) + len(quote), "label": label, "quote": quote}
        for quote, label in SPANS
        if quote in text
    ]
    lines = [[0, 9, "menu", "rule"], [11, 11, "blank", "rule"]] if text == TEXT else []
    line = {"name": name, "title": "t", "text": text, "lines": lines, "annotator": "Lan", "spans": spans}
    return json.dumps(line, ensure_ascii=False) + "\n"


@pytest.fixture
def filled(project: Project, write: Write) -> Project:
    importing.run(project, [write("a.jsonl", record() + record("Chị Mai ở Huế.", "hai.txt"))])
    return project


@pytest.fixture
def output(tmp_path: Path) -> str:
    (tmp_path / "out").mkdir()
    return str(tmp_path / "out" / "set")


def reasons(report: Report) -> list[str]:
    return sorted(loss.reason for loss in report.losses)


def syllables(project: Project, output: str, choices: Choices | None = None, **chosen: object) -> Request:
    selection = Selection(**chosen)  # type: ignore[arg-type]
    return Request(project.path, output, "conll", selection, Level.SYLLABLE, choices or Choices())


def test_the_report_before_is_the_report_after_and_writes_nothing(filled: Project, output: str) -> None:
    before = export(syllables(filled, output), only_report=True)
    assert os.listdir(os.path.dirname(output)) == []
    after = export(syllables(filled, output))
    assert (before.spans, before.total, before.losses) == (after.spans, after.total, after.losses)
    assert (before.is_proved, after.is_proved, after.files) == (False, True, [output])


@pytest.mark.parametrize(
    ("choices", "kept", "lost"),
    [
        (Choices(), 3, ["nested", "nested", "off-edge"]),
        (Choices(is_widening=True), 4, ["nested", "nested"]),
        (Choices(Overlap.INNERMOST, True), 4, ["nested", "nested"]),
        (Choices(Overlap.LEAVE_OUT, True), 2, ["nested"] * 4),
    ],
)
def test_each_choice_keeps_what_it_says(
    filled: Project, output: str, choices: Choices, kept: int, lost: list[str]
) -> None:
    report = export(syllables(filled, output, choices))
    assert (report.spans, reasons(report)) == (kept, lost)
    assert report.spans + sum(loss.is_span for loss in report.losses) == report.total == 6
    assert report.widened == int(choices.is_widening)


def test_losses_stand_where_the_stored_text_has_them(filled: Project, output: str) -> None:
    report = export(syllables(filled, output, without_furniture=True, composed=True))
    assert reasons(report) == ["furniture", "nested", "nested", "off-edge"]
    text = filled.documents.text(filled.documents.ids()[0])
    quotes = {text[loss.start : loss.end] for loss in report.losses}
    assert quotes == {"Trang", "Trần Đình Trọng", "Hà\u00a0Nội", "guye\u0302\u0303n Thị Mai"}


def test_a_text_without_furniture_and_composed_says_where_it_comes_from(filled: Project, output: str) -> None:
    request = Request(filled.path, output, selection=Selection(without_furniture=True, composed=True))
    assert export(request).is_proved
    first = json.loads(Path(output).read_text(encoding="utf-8").split("\n")[0])
    stored = filled.documents.text(filled.documents.ids()[0])
    assert first["text"].startswith("Ông Trần")
    assert "Nguyễn" in first["text"]
    offsets = Offsets(tuple(map(tuple, first["offsets"])), len(first["text"]))
    for span in first["spans"]:
        start, end = offsets.original(span["start"], span["end"])
        assert first["text"][span["start"] : span["end"]] == span["quote"]
        assert stored[start:end] in (span["quote"], "guye\u0302\u0303n Thị Mai")


def test_only_chosen_labels_articles_with_hits_and_layers(filled: Project, output: str) -> None:
    report = export(Request(filled.path, output, selection=Selection(labels=["LOC"])))
    assert (report.spans, report.total, report.losses) == (1, 1, [])
    assert export(Request(filled.path, output, selection=Selection(query="chị mai"))).documents == 1
    with pytest.raises(InputError):
        export(Request(filled.path, output, selection=Selection(query="/(/")))
    with pytest.raises(RefusedError, match=r"label\.unknown"):
        export(Request(filled.path, output, selection=Selection(labels=["NOPE"])))
    gold = filled.people.ensure("vàng", AnnotatorKind.GOLD)
    several = Selection([gold.name, "Lan"])
    assert export(Request(filled.path, output, selection=several)).annotator is None
    with pytest.raises(RefusedError, match=r"format\.one-layer"):
        export(syllables(filled, output, annotators=[gold.name, "Lan"]))


def test_what_comes_back_otherwise_is_an_error_and_leaves_nothing(
    filled: Project, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(output).write_text("before", encoding="utf-8")
    write = Jsonl.write

    def spoiled(self: Jsonl, *values: object) -> Iterator[str]:
        return (str(piece).replace('"LOC"', '"ORG"') for piece in write(self, *values))  # type: ignore[arg-type]

    monkeypatch.setattr(Jsonl, "write", spoiled)
    with pytest.raises(ProjectError) as caught:
        export(Request(filled.path, output))
    assert (caught.value.code, caught.value.values["n"]) == ("output.differs", 1)
    assert os.listdir(os.path.dirname(output)) == ["set"]
    assert Path(output).read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("name", [each.name for each in formats.every() if each.can_write])
def test_every_format_adds_up_is_proved_and_leaves_the_project_alone(filled: Project, output: str, name: str) -> None:
    filled.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.blake2b(Path(filled.path).read_bytes()).hexdigest()
    report = export(Request(filled.path, output, name, level=Level.SYLLABLE))
    assert report.spans + sum(loss.is_span for loss in report.losses) == report.total == 6
    assert report.is_proved or name == "html"
    assert hashlib.blake2b(Path(filled.path).read_bytes()).hexdigest() == before
    assert os.listdir(os.path.dirname(output)) == ["set"]


LINKED = {
    "name": "ba.txt", "title": "Ba", "author": "Lê Thị Thử", "text": "Chị Mai gặp anh Hai ở Huế.", "annotator": "Lan",
    "state": "done", "seconds": 7.5, "meta": {"mục": "Đời sống"}, "lines": [[0, 26, "caption", "person"]],
    "spans": [
        {"start": 4, "end": 7, "label": "PER", "score": 0.5}, {"start": 16, "end": 19, "label": "PER"},
        {"start": 22, "end": 25, "label": "LOC", "origin": "import"},
    ],
    "relations": [{"source": 0, "target": 1, "label": "gặp"}, {"source": 1, "target": 2, "label": "ở"}],
    "document_labels": ["đời-sống"], "answers": [{"start": 4, "end": 7, "label": "ORG", "answer": "rejected"}],
}  # fmt: skip


@pytest.mark.parametrize("labels", [(), ("PER", "gặp", "ở", "đời-sống")])
@pytest.mark.parametrize("name", [each.name for each in formats.every() if each.can_write])
def test_relations_labels_of_articles_and_what_is_known_add_up_too(
    filled: Project, write: Write, output: str, name: str, labels: tuple[str, ...]
) -> None:
    assert importing.run(filled, [write("c.jsonl", json.dumps(LINKED) + "\n")]).problems == []
    selection = Selection(labels=labels, ids=filled.documents.ids()[-1:])
    report = export(Request(filled.path, output, name, selection, Level.SYLLABLE))
    holds = formats.get(name).holds
    told = reasons(report)
    assert (report.relations.total, report.relations.left) == (2, told.count("relation"))
    assert (report.document_labels.total, report.document_labels.left) == (1, told.count("document-label"))
    assert set(report.known) == set(KNOWN) - ({Holds.ORIGINS, Holds.ANSWERS} if labels else set())
    assert {thing for thing, share in report.known.items() if share.left} == report.known.keys() - holds
    assert report.is_proved


@pytest.mark.parametrize("name", ["brat", "jsonl"])
def test_a_stop_at_any_step_leaves_what_was_there(filled: Project, output: str, name: str) -> None:
    for stop_at in range(5):

        def stop(done: int, total: int) -> None:
            if done == stop_at:  # noqa: B023
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            export(Request(filled.path, output, name), stop)
        assert os.listdir(os.path.dirname(output)) == []


def test_a_folder_is_replaced_only_when_it_holds_nothing_of_anybody_else(filled: Project, output: str) -> None:
    export(Request(filled.path, output, "brat"))
    export(Request(filled.path, output, "brat"))
    Path(output, "mine.doc").write_text("x", encoding="utf-8")
    with pytest.raises(RefusedError) as caught:
        export(Request(filled.path, output, "brat"))
    assert (caught.value.code, caught.value.values["file"]) == ("output.folder", "mine.doc")
    assert Path(output, "mine.doc").exists()


def test_fewer_articles_take_the_place_of_more_that_were_exported_there(filled: Project, output: str) -> None:
    export(Request(filled.path, output, "brat"))
    fewer = Request(filled.path, output, "brat", Selection(ids=filled.documents.ids()[:1]))
    export(fewer)
    assert {name for name in os.listdir(output) if name.endswith((".txt", ".ann"))} == {"một.txt", "một.ann"}
    export(Request(filled.path, output, "brat"))
    Path(output, "hai.ann").write_text("T1\tLOC 0 3\tChị\n", encoding="utf-8")
    with pytest.raises(RefusedError) as caught:
        export(fewer)
    assert (caught.value.code, caught.value.values["file"]) == ("output.folder", "hai.ann")
    assert Path(output, "hai.ann").read_text(encoding="utf-8") == "T1\tLOC 0 3\tChị\n"
    Path(output, own_files.NAME).write_text('{"files": ["hai.ann"]}', encoding="utf-8")
    with pytest.raises(RefusedError, match=r"output\.folder"):
        export(fewer)


def _empty_sum() -> str:
    return hashlib.blake2b(digest_size=20).hexdigest()


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"files": []}', '{"files": {"tôi.doc": 5}}', "[" * 200_000, '{"files": {"../beside.doc": "%s"}}'],
)
def test_a_strange_list_in_a_folder_gives_nothing_away(filled: Project, output: str, content: str) -> None:
    export(Request(filled.path, output, "brat"))
    beside = Path(output).parent / "beside.doc"
    for path in (beside, Path(output, "tôi.doc")):
        path.write_text("", encoding="utf-8")
    Path(output, own_files.NAME).write_text(content.replace("%s", _empty_sum()), encoding="utf-8")
    with pytest.raises(RefusedError, match=r"output\.folder"):
        export(Request(filled.path, output, "brat"))
    Path(output, "tôi.doc").unlink()
    export(Request(filled.path, output, "brat"))
    assert beside.exists()


@pytest.mark.parametrize("name", [own_files.NAME, "hai.ann", "khác"])
@pytest.mark.parametrize("make", ["folder", "link", "pipe"])
def test_what_is_no_file_in_a_folder_is_nobody_s_but_its_owner_s(
    filled: Project, output: str, tmp_path: Path, name: str, make: str
) -> None:
    export(Request(filled.path, output, "brat"))
    fewer = Request(filled.path, output, "brat", Selection(ids=filled.documents.ids()[:1]))
    path = Path(output, name)
    path.unlink(missing_ok=True)
    acts = {"folder": path.mkdir, "link": lambda: path.symlink_to(tmp_path), "pipe": lambda: os.mkfifo(path)}
    acts[make]()
    with pytest.raises(RefusedError) as caught:
        export(fewer)
    assert (caught.value.code, os.path.lexists(path)) == ("output.folder", True)


def test_what_a_killed_export_had_put_aside_is_put_back(filled: Project, output: str) -> None:
    folder = Path(output).parent
    aside = folder / ".set.999999999.x.part"
    (aside / "set").mkdir(parents=True)
    (aside / "set.before").write_text("old", encoding="utf-8")
    (folder / ".set.999999998.x.part").symlink_to(filled.path)
    with pytest.raises(RefusedError, match=r"output\.place"):
        export(Request(filled.path, output, "brat"))
    assert Path(output).read_text(encoding="utf-8") == "old"
    assert not aside.exists()


def test_the_list_of_an_export_is_no_article(filled: Project, output: str) -> None:
    export(Request(filled.path, output, "cas-json"))
    assert own_files.NAME in os.listdir(output)
    found = importing.run(filled, [output])
    assert (found.articles, all(each.is_notice for each in found.problems)) == (0, True)
    assert not any(own_files.NAME in each.path for each in found.problems)


def test_each_part_of_a_split_is_a_file_but_where_a_format_holds_them_all(filled: Project, output: str) -> None:
    plan = splitting.plan(filled, (50, 50), 1)
    report = export(Request(filled.path, output + ".jsonl", selection=Selection(parts=plan.parts)))
    assert report.files == [f"{output}.train.jsonl", f"{output}.test.jsonl"]
    assert {part: told.documents for part, told in report.parts.items()} == {"train": 1, "test": 1}
    assert json.loads(Path(report.files[0]).read_text(encoding="utf-8"))["part"] == "train"
    report = export(Request(filled.path, output, "huggingface", Selection(parts=plan.parts), Level.SYLLABLE))
    assert report.files == [output]
    assert sorted(path.name.split("-")[0] for path in Path(output).rglob("*.parquet")) == ["test", "train"]


def test_no_part_of_a_split_is_written_over_the_project(filled: Project, tmp_path: Path) -> None:
    other = str(tmp_path / "news.train.annotator")
    os.link(filled.path, other)
    plan = splitting.plan(filled, (50, 50), 1)
    with pytest.raises(RefusedError, match=r"output\.project"):
        export(Request(filled.path, str(tmp_path / "news.annotator"), selection=Selection(parts=plan.parts)))
    with pytest.raises(RefusedError, match=r"output\.project"):
        export(Request(filled.path, str(tmp_path), "brat"))


def test_all_outputs_are_put_in_place_or_none(filled: Project, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = splitting.plan(filled, (50, 50), 1).parts
    request = Request(filled.path, output + ".jsonl", selection=Selection(parts=parts))
    Path(f"{output}.train.jsonl").write_text("old", encoding="utf-8")
    Path(f"{output}.test.jsonl").mkdir()
    with pytest.raises(RefusedError) as caught:
        export(request)
    assert (caught.value.code, caught.value.values["path"]) == ("output.place", f"{output}.test.jsonl")
    Path(f"{output}.test.jsonl").rmdir()
    replace = os.replace

    def failing(source: str, target: str) -> None:
        if target == f"{output}.test.jsonl":
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(ProjectError) as failed:
        export(request)
    assert failed.value.values["path"] == f"{output}.test.jsonl"
    assert os.listdir(os.path.dirname(output)) == ["set.train.jsonl"]
    assert Path(f"{output}.train.jsonl").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no-links"])
def test_the_place_of_a_file_is_never_empty_and_the_old_one_comes_back(
    filled: Project, output: str, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    path = Path(f"{output}.jsonl")
    path.write_text("old", encoding="utf-8")
    replace, seen = os.replace, []

    def watching(source: str, target: str) -> None:
        seen.append(path.exists())
        if len(seen) == 1:
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    def no_link(_source: str, _target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "replace", watching)
    if not has_links:
        monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(ProjectError, match=r"output\.failed"):
        export(Request(filled.path, str(path)))
    assert seen[0] is has_links
    assert path.read_text(encoding="utf-8") == "old"
    export(Request(filled.path, str(path)))
    assert path.read_text(encoding="utf-8").startswith("{")
    assert os.listdir(path.parent) == [path.name]


def test_a_folder_that_cannot_be_replaced_is_there_as_before(
    filled: Project, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(Request(filled.path, output, "brat"))
    before = sorted(os.listdir(output))
    replace, count = os.replace, []

    def failing(source: str, target: str) -> None:
        count.append(target)
        if len(count) == 1:
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(ProjectError):
        export(Request(filled.path, output, "brat"))
    assert sorted(os.listdir(output)) == before


def test_links_are_followed_and_what_a_killed_export_left_is_swept(filled: Project, output: str) -> None:
    real = Path(f"{output}.real")
    real.write_text("old", encoding="utf-8")
    real.chmod(0o600)
    os.symlink(real, output)
    Path(os.path.dirname(output), ".set.real.999999999.x.part").mkdir()
    export(Request(filled.path, output))
    assert os.path.islink(output)
    assert real.read_text(encoding="utf-8").startswith("{")
    assert real.stat().st_mode & 0o777 == 0o600
    assert sorted(os.listdir(os.path.dirname(output))) == ["set", "set.real"]


def test_articles_that_nobody_has_touched_are_counted_where_tags_would_say_that_nothing_is_there(
    filled: Project, write: Write, tmp_path: Path
) -> None:
    importing.run(filled, [write("b.txt", "Không ai đọc bài này."), write("c.txt", "Bài này cũng vậy.")])
    counts = {}
    for name in ("conll", "jsonl"):
        request = Request(filled.path, str(tmp_path / name), name, Selection(("Lan",)), Level.SYLLABLE)
        counts[name] = export(request, only_report=True).untouched
    assert counts == {"conll": 3, "jsonl": 0}


def test_a_failed_export_speaks_of_what_was_there_only_when_something_was(
    filled: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ProjectError) as missing:
        export(Request(filled.path, str(tmp_path / "none" / "out.jsonl")))
    assert (missing.value.code, missing.value.values) == ("output.no-folder", {"folder": str(tmp_path / "none")})
    output = tmp_path / "out.jsonl"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("annotator.workflows.output.os.fsync", full)
    with pytest.raises(ProjectError, match=r"output\.not-written"):
        export(Request(filled.path, str(output)))
    output.write_text("x", "utf-8")
    with pytest.raises(ProjectError, match=r"output\.failed"):
        export(Request(filled.path, str(output)))
    assert output.read_text("utf-8") == "x"
