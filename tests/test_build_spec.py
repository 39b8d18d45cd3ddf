"""What build.spec lists and derives, without building: the spec is run with recorders in PyInstaller's place."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from annotator import formats
from annotator.core.assets import find_root
from annotator.nlp import suggesters
from annotator.storage.project import SUFFIX

REPOSITORY = Path(__file__).parents[1]


class Recorder:
    """Takes the arguments of PyInstaller's Analysis and finds nothing but what it is given."""

    def __init__(self, scripts: list[str], datas: list[tuple[str, str]], **options: Any) -> None:
        self.scripts, self.options = scripts, options
        self.pure = [(name, "", "PYMODULE") for name in ("PySide6", "click.core", "underthesea", "os")]
        self.binaries: list[tuple[str, str, str]] = []
        self.datas = [(f"{folder}/{Path(file).name}".removeprefix("./"), file, "DATA") for file, folder in datas]


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The spec's names after a run; `collected` is what COLLECT was given."""
    given: list[Any] = []
    names: dict[str, Any] = {
        "SPECPATH": str(REPOSITORY),
        "DISTPATH": str(tmp_path_factory.mktemp("dist")),
        "Analysis": Recorder,
        "PYZ": lambda pure: pure,
        "EXE": lambda *_parts, **options: options["name"],
        "COLLECT": lambda *parts, **_options: given.extend(parts),
    }
    path, before = REPOSITORY / "build.spec", list(sys.path)
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)  # noqa: S102 - ours
    finally:
        sys.path[:] = before
    return SimpleNamespace(**names, collected=given)


@pytest.fixture(scope="module")
def bundle(spec: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data files laid out as in the frozen build."""
    folder = tmp_path_factory.mktemp("bundle")
    for name, source, _ in spec.data:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    return folder


def test_the_program_and_its_data_are_collected(spec: SimpleNamespace) -> None:
    assert "annotator" in spec.collected
    assert spec.data in spec.collected
    assert spec.analysis.scripts == [str(REPOSITORY / "annotator" / "__main__.py")]


def test_every_module_of_ours_is_carried(spec: SimpleNamespace) -> None:
    hidden = spec.analysis.options["hiddenimports"]
    assert {module for module, _ in suggesters._BUILT_IN.values()} < set(hidden)
    assert {"annotator", "annotator.cli", "annotator.ui.selftest", "annotator.ui.export_dialog"} < set(hidden)
    assert "annotator.__main__" not in hidden
    assert all(find_spec(module) is not None for module in hidden)


def test_what_formats_import_is_carried_unless_it_is_too_large(spec: SimpleNamespace) -> None:
    readers = set(spec.readers())
    assert readers == {"charset_normalizer", "lxml.html", "trafilatura"}
    assert readers < set(spec.analysis.options["hiddenimports"])
    assert set(spec.TOO_LARGE) == {"pyarrow", "spacy"} < set(spec.analysis.options["excludes"])


def test_a_page_is_read_without_what_is_not_carried(spec: SimpleNamespace, bundle: Path, tmp_path: Path) -> None:
    # the code of the packages that pages need without their data, then the data of the build
    for package in ("justext", "tld", "trafilatura", "certifi", "babel"):
        folder = Path(find_spec(package).origin).parent  # type: ignore[union-attr, arg-type]
        for source in folder.rglob("*.py"):
            target = tmp_path / source.relative_to(folder.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        if (bundle / package).exists():
            shutil.copytree(bundle / package, tmp_path / package, dirs_exist_ok=True)
    page = "".join(f"<p>Đoạn {n} kể về trận mưa lớn ở thành phố Huế, nhiều đường ngập sâu.</p>" for n in range(9))
    script = f"""
import sys
sys.path[:0] = {[str(tmp_path), str(REPOSITORY)]!r}
sys.modules.update(dict.fromkeys({list(spec.EXCLUDED)!r}))
import trafilatura
from annotator import formats
from annotator.formats.protocol import ReadOptions
from annotator.formats.source import FileSource
assert trafilatura.__file__.startswith(sys.path[0])
(read,) = formats.get("page").read(FileSource(sys.argv[1]), ReadOptions())
assert (read.title, read.text.count("Huế"), read.published) == ("Mưa lớn", 9, "2026-02-23"), read
"""
    saved = tmp_path / "trang.html"
    head = '<title>Mưa lớn</title><meta property="article:published_time" content="2026-02-23">'
    saved.write_text(f"<!DOCTYPE html><html><head>{head}</head><body><article>{page}</article></body></html>", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script, str(saved)], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr


def test_the_assets_are_where_the_program_looks(bundle: Path) -> None:
    assert find_root("", str(bundle)) == str(bundle)
    for folder, pattern in (("resources/icons", "*.svg"), ("resources/fonts", "*"), ("resources/i18n", "*.qm"),
                            ("resources/labels", "*"), ("resources", "*.md"), ("seeds", "*")):  # fmt: skip
        ours = {path.name: path.read_bytes() for path in (REPOSITORY / folder).glob(pattern) if path.is_file()}
        assert ours
        assert ours == {path.name: path.read_bytes() for path in (bundle / folder).glob(pattern) if path.is_file()}
    assert not [path for path in bundle.rglob("*") if path.suffix in (".py", ".pyc", ".ts")]
    assert not (bundle / "resources" / "setup").exists()


def test_licences_and_versions_are_carried(spec: SimpleNamespace, bundle: Path) -> None:
    assert (bundle / "LICENSE").read_bytes() == (REPOSITORY / "LICENSE").read_bytes()
    for package in ("underthesea", "click", "pyside6_essentials"):
        assert len(list(bundle.glob(f"{package}-*.dist-info/METADATA"))) == 1
    for package in ("underthesea", "click"):
        assert list(bundle.glob(f"{package}-*.dist-info/**/LICENSE*"))
    assert not list(bundle.rglob("direct_url.json"))


def test_underthesea_needs_no_other_file_and_no_excluded_module(
    spec: SimpleNamespace, bundle: Path, tmp_path: Path
) -> None:
    # its code without its data, then the data of the build; what the build does not find is not to be imported
    package = Path(find_spec("underthesea").origin).parent  # type: ignore[union-attr, arg-type]
    for source in package.rglob("*.py"):
        target = tmp_path / source.relative_to(package.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    shutil.copytree(bundle / "underthesea", tmp_path / "underthesea", dirs_exist_ok=True)
    absent = [*spec.EXCLUDED, "underthesea.model_fetcher", "underthesea.file_utils"]
    script = f"""
import sys
sys.path[:0] = {[str(tmp_path), str(REPOSITORY)]!r}
sys.modules.update(dict.fromkeys({absent!r}))
import underthesea
from annotator.nlp import segment, suggesters
from annotator.ui import application, selftest
text = "Ông Nguyễn Văn An sống ở Hà Nội."
assert underthesea.__file__.startswith(sys.path[0])
assert len(segment.words(text, tagged=True)) > 4
assert [span.label for span in suggesters.get("underthesea").suggest(text)][-1] == "LOC"
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_qts_listed_plugins_exist_and_the_others_are_left_out(spec: SimpleNamespace) -> None:
    qt = Path(find_spec("PySide6").origin).parent  # type: ignore[union-attr, arg-type]
    names = [f"PySide6/{path.relative_to(qt).as_posix()}" for path in qt.rglob("*") if path.is_file()]
    plugins = {name for name in names if "/plugins/" in name and name.endswith((".so", ".dll", ".dylib"))}
    wanted = {name.rpartition("/")[2] for name in plugins if spec.is_wanted(name)}
    assert 0 < len(wanted) < len(plugins)
    assert not [name for name in wanted if "vnc" in name or "gtk" in name]
    assert not [name for name in names if name.endswith(".qm") and spec.is_wanted(name)]
    assert spec.is_wanted("resources/i18n/annotator_vi.qm")
    if sys.platform.startswith("linux"):
        listed = sum(len(some) for some in spec.QT_PLUGINS.values()) - len(("windows", "cocoa"))
        assert len(wanted) == listed


def test_a_library_that_nothing_kept_imports_is_left_out(spec: SimpleNamespace) -> None:
    imports = {
        "/QtGui.so": {"libQt6Gui.so.6", "libc.so.6"},
        "/libQt6Gui.so.6": {"libicu.so"},
        "/libgtk.so": {"libx.so"},
    }
    rows = [
        ("PySide6/QtGui.abi3.so", "/QtGui.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/libQt6Gui.so.6", "BINARY"),
        ("PySide6/Qt/lib/libicu.so", "/libicu.so", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/libqxcb.so", "BINARY"),
        ("libpython3.11.so.1.0", "/libpython3.11.so.1.0", "BINARY"),
        ("libgtk.so", "/libgtk.so", "BINARY"),
        ("libx.so", "/libx.so", "BINARY"),
    ]
    assert spec.reached(rows, lambda file: imports.get(file, set())) == sorted(rows[:5])


def test_linux_desktops_learn_what_a_project_is(spec: SimpleNamespace, tmp_path: Path) -> None:
    spec.write_desktop_files(tmp_path)
    menu = (tmp_path / "applications" / "annotator.desktop").read_text(encoding="utf-8").splitlines()
    values = dict(line.split("=", 1) for line in menu[1:])
    kind, data = ET.parse(tmp_path / "mime" / "packages" / "annotator.xml").getroot()
    opened = values["MimeType"].split(";")
    assert opened[0] == kind.get("type")
    globs = [element.get("pattern") for element in kind if element.tag.endswith("glob")]
    assert globs == [f"*{SUFFIX}"]

    # and every file that some format reads can be opened with it, by its type or by the one of ours
    assert {"text/plain", "text/html", "text/csv", "application/json", data.get("type")} < set(opened)
    patterns = {element.get("pattern") for element in data if element.tag.endswith("glob")}
    assert {"*.conllu", "*.spacy", "*.ann"} < patterns
    assert not patterns & {"*.txt", "*.html", "*.docx", "*.json"}
    listed = [suffix for suffixes in spec.importable().values() for suffix in suffixes]
    assert sorted(listed) == sorted(formats.suffixes(reading=True))
    assert set(opened) == {opened[0], *spec.importable(), ""}
    assert (tmp_path / "icons" / "hicolor" / "scalable" / "apps" / f"{values['Icon']}.svg").is_file()
