"""Formats that need a package: without it they say what to install, and the extras of ours bring it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import golden_set
import pytest

from annotator import cli, formats
from annotator.core.errors import RefusedError
from annotator.formats.protocol import ReadOptions
from annotator.formats.source import FileSource

REPOSITORY = Path(__file__).parents[2]
SENTENCES = "".join(f"<p>Đoạn {n} kể về trận mưa lớn ở thành phố Huế.</p>" for n in range(9))
PAGE = f"<html><body><article>{SENTENCES}</article></body></html>"


def written(folder: Path, name: str) -> FileSource:
    """A file of this format that was written while everything was there."""
    if name == "page":
        (folder / "a.html").write_text(PAGE, "utf-8")
        return FileSource(str(folder / "a.html"))
    if name == "spacy":
        return FileSource(str(REPOSITORY / "tests" / "data" / "formats" / "spacy.spacy"))
    data = REPOSITORY / "tests" / "data" / "formats" / "huggingface"
    return FileSource(str(next(data.rglob("*.parquet"))))


def take_away(module: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a module be missing, here and in processes that are spawned."""
    monkeypatch.setitem(sys.modules, module, None)
    (folder / f"{module.partition('.')[0]}.py").write_text("raise ImportError", "utf-8")
    monkeypatch.syspath_prepend(folder)


@pytest.mark.parametrize(
    ("name", "module"),
    [("page", "trafilatura"), ("page", "lxml.html"), ("huggingface", "pyarrow"), ("spacy", "spacy")],
)
def test_reading_without_it_says_what_to_install(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, format_ = written(tmp_path, name), formats.get(name)
    assert list(format_.read(source, ReadOptions()))
    take_away(module, tmp_path, monkeypatch)
    with pytest.raises(RefusedError) as caught:
        list(format_.read(source, ReadOptions()))
    assert caught.value.code == "format.needs"
    extra = f"annotator[{format_.needs}]" if format_.needs else "annotator"
    assert caught.value.values == {"format": name, "extra": extra}


def test_a_page_whose_writing_is_not_known_is_guessed_by_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.replace("Đ", "D").encode("cp1258", "ignore").replace(b"Hu", b"Hu\x80\x93"))
    take_away("charset_normalizer", tmp_path, monkeypatch)
    with pytest.raises(RefusedError, match=r"format\.needs"):
        list(formats.get("page").read(FileSource(str(path)), ReadOptions()))


@pytest.mark.parametrize(("name", "module"), [("huggingface", "pyarrow"), ("spacy", "spacy")])
def test_writing_without_it_says_what_to_install(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(RefusedError, match=r"format\.needs"):
        list(formats.get(name).write(golden_set.documents(), golden_set.DATA, golden_set.options()))


@pytest.mark.parametrize(("name", "module"), [("huggingface", "pyarrow"), ("spacy", "spacy")])
def test_the_command_line_says_it_in_a_sentence_and_writes_nothing(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project, output = str(tmp_path / "a.annotator"), tmp_path / "ra"
    assert cli.main(["new", project, "--annotator", "Lan"]) == 0
    (tmp_path / "a.txt").write_text("Hà Nội\n", "utf-8")
    assert cli.main(["import", project, str(tmp_path / "a.txt")]) == 0
    monkeypatch.setitem(sys.modules, module, None)
    assert cli.main(["export", project, "--format", name, "--state", "new", "--output", str(output)]) == 2
    said = capsys.readouterr().err
    assert f"pip install “annotator[{formats.get(name).needs}]”" in said
    assert not list(tmp_path.glob("*ra*"))


def test_no_package_is_loaded_before_a_file_wants_it() -> None:
    script = """
import sys
from annotator import formats
assert list(formats.every())
print(sorted({"trafilatura", "lxml", "charset_normalizer", "pyarrow", "spacy", "numpy"} & sys.modules.keys()))
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True, encoding="utf-8")
    assert done.stdout == "[]\n"


def requirements() -> dict[str, set[str]]:
    """The packages that each extra of ours brings, by their names as registries write them."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {extra: {_plain(name) for name in names} for extra, names in project["optional-dependencies"].items()}
    return {**extras, "": {_plain(name) for name in project["dependencies"]}}


def _plain(requirement: str) -> str:
    return re.split(r"[<>=!~ ]", requirement)[0].lower().replace("_", "-")


def test_the_extras_that_formats_name_bring_what_they_import() -> None:
    extras, owners = requirements(), packages_distributions()
    brings = {format_.needs for format_ in formats.every() if format_.needs}
    assert brings
    assert extras["formats"] == {f"annotator[{','.join(sorted(brings))}]"}
    imported: set[str] = set()
    for path in (REPOSITORY / "annotator" / "formats").rglob("*.py"):
        imported |= set(re.findall(r'\bneeded\("(\w+)', path.read_text("utf-8")))
    assert imported == {"charset_normalizer", "lxml", "pyarrow", "spacy", "trafilatura"}
    brought = extras[""].union(*(extras[extra] for extra in brings))
    assert {_plain(owners[module][0]) for module in imported} <= brought
