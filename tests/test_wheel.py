"""The wheel carries the resources: built, unpacked, and opened from a place where no checkout is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent

OPEN_EACH_KIND = """
import sys

sys.path.insert(0, sys.argv[1])

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtSvg import QSvgRenderer

import annotator
from annotator.core.assets import asset

app = QGuiApplication([])
translator = QTranslator()
icon = asset("resources", "icons", "undo.svg")
font = asset("resources", "fonts", "BeVietnamPro-Regular.ttf")
translation = asset("resources", "i18n", "annotator_vi.qm")

assert QSvgRenderer(str(icon)).isValid(), icon
assert QFontDatabase.addApplicationFont(str(font)) >= 0, font
assert translator.load(str(translation)) and not translator.isEmpty(), translation
assert len(list(asset("seeds").glob("*.txt"))) == 5
for path in (annotator.__file__, icon, font, translation):
    print(path)
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout and unpacked into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("annotator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_icon_font_translation_and_seeds_load_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN_EACH_KIND, str(unpacked)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    paths = [Path(line) for line in ran.stdout.splitlines()]
    assert len(paths) == 4
    assert all(path.is_relative_to(unpacked / "annotator") for path in paths), paths


def test_the_wheel_holds_the_seeds_byte_for_byte_and_the_licences(unpacked: Path) -> None:
    for seed in sorted((REPOSITORY / "seeds").glob("*.txt")):
        assert (unpacked / "annotator" / "seeds" / seed.name).read_bytes() == seed.read_bytes()
    held = {path.name for path in unpacked.glob("annotator-*.dist-info/licenses/**/*")}
    assert {"LICENSE", "LICENSES.md", "OFL.txt"} <= held


def test_the_wheel_declares_the_command(unpacked: Path) -> None:
    (entry_points,) = unpacked.glob("annotator-*.dist-info/entry_points.txt")
    assert "annotator = annotator.__main__:main" in entry_points.read_text(encoding="utf-8")
