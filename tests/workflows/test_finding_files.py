from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from annotator.core.errors import InputError
from annotator.formats.source import FileSource
from annotator.workflows.finding_files import Problem, exact_first, find_files

Write = Callable[[str, str | bytes], str]

RECORD = '{"text": "Hà Nội", "spans": [], "annotator": "Lan"}\n'


def found(*paths: str) -> list[str]:
    return [item.error.code if isinstance(item, Problem) else item.path for item in find_files(paths)]


def zipped(files: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_folder_gives_what_can_be_read_sorted_and_nothing_hidden(write: Write, tmp_path: Path) -> None:
    expected = [write("b.txt", "x"), write("c.JSONL", RECORD), write("sub/a.txt", "x")]
    for name in (".hidden.txt", ".git/a.txt", "d.png", "e", "ghi.md"):
        write(name, "x")
    assert found(str(tmp_path / "in")) == expected


def test_a_file_is_taken_once_and_whatever_its_name(write: Write, tmp_path: Path) -> None:
    path = write("ghi-chép", "x")
    assert found(path, os.path.join(str(tmp_path), "in", "..", "in", "ghi-chép"), path) == [path]


def test_what_is_not_there_and_folders_with_nothing_are_problems(tmp_path: Path) -> None:
    assert found(str(tmp_path / "no"), str(tmp_path)) == ["input.missing", "import.nothing"]


def test_a_file_of_another_program_with_an_ending_of_ours_is_a_notice(write: Write, tmp_path: Path) -> None:
    write("package.json", '{"name": "x", "scripts": {"test": "y"}}')
    (item,) = find_files([str(tmp_path / "in")])
    assert isinstance(item, Problem)
    assert (item.error.code, item.is_notice) == ("input.unknown-format", True)


def test_what_is_read_along_with_another_file_is_no_file_of_its_own(write: Write, tmp_path: Path) -> None:
    write("a.txt", "Hà Nội")
    write("a.ann", "T1\tLOC 0 6\tHà Nội\n")
    assert len(found(str(tmp_path / "in"))) == 1
    path = write("z.zip", zipped({"sub/a.txt": "Hà Nội", "sub/a.ann": "T1\tLOC 0 6\tHà Nội\n"}))
    assert len(found(path)) == 1


def test_archives_give_their_members_wherever_they_are(write: Write, tmp_path: Path) -> None:
    path = write("sub/bài.zip", zipped({"b.txt": "x", "a/c.jsonl": RECORD, "d.png": "x", "__MACOSX/b.txt": "x"}))
    expected = [f"{path}/a/c.jsonl", f"{path}/b.txt"]
    assert found(path) == expected
    assert found(str(tmp_path / "in")) == expected
    assert found(path, str(tmp_path / "in")) == expected


def test_an_archive_without_the_ending_is_known_by_how_it_begins(write: Write) -> None:
    path = write("tải-về", zipped({"b.txt": "x"}))
    assert found(path) == [f"{path}/b.txt"]


def test_archives_that_are_damaged_empty_or_in_archives_are_problems(write: Write) -> None:
    whole = zipped({"b.txt": "x"})
    assert found(write("a.zip", whole[:-10])) == ["archive.damaged"]
    assert found(write("b.zip", zipped({"x.png": "x"}))) == ["import.nothing"]
    assert found(write("c.zip", zipped({"in.zip": whole}))) == ["archive.nested"]


def test_files_without_exact_texts_come_last_whatever_they_are_called(write: Write) -> None:
    columns, phoner = "Huế\tB-LOC\n" + "mưa\tO\n" * 9, '{"words": ["Huế"], "tags": ["B-LOC"]}\n'
    contents = {"a.out": columns, "b.conll": "Mưa ở Huế.", "c.jsonl": phoner, "d.json": RECORD, "e.jsonl": RECORD}
    files = [FileSource(write(name, content)) for name, content in contents.items()]
    nothing = FileSource(write("f.bin", b"\0\1"))
    trouble = Problem("x", InputError("input.missing", path="x"))

    def order(chosen: dict[str, str], otherwise: str = "") -> list[str]:
        named = {source.path: chosen[source.name] for source in files if source.name in chosen}
        found = exact_first([*files, nothing, trouble], named, otherwise)
        return [each.error.code if isinstance(each, Problem) else f"{each[0].name[0]} {each[1].name}" for each in found]

    troubles = ["input.unknown-format", "input.missing"]
    assert order({}) == ["d jsonl", "e jsonl", *troubles, "a conll", "b conll", "c phoner-json"]
    chosen = order({"a.out": "text", "e.jsonl": "conll"})
    assert chosen == ["a text", "d jsonl", *troubles, "b conll", "c phoner-json", "e conll"]
    assert order({}, "conll") == ["input.missing", *(f"{name} conll" for name in "abcdef")]
