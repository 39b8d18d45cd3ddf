"""The files of resources/: label set, icons and fonts hold what the window and the eye need of them."""

from __future__ import annotations

import itertools
import json
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer

from annotator.core.assets import asset, find_root
from annotator.core.labels import check, loads

Triple = tuple[float, float, float]

NAMES = ["PER", "ORG", "LOC", "DATE", "TITLE", "EVENT", "AWARD", "DOC"]
DARK_TEXT, LIGHT_TEXT = "#1a1a1a", "#ffffff"
ICONS = sorted(asset("resources", "icons").glob("*.svg"))
FACES = ["Regular", "Italic", "SemiBold", "Bold"]

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE Transactions on Visualization and Computer Graphics 15(6), 2009: severity 1.0, on linear RGB.
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Triple:
    """Return the linear RGB of an sRGB colour (IEC 61966-2-1)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    dark, light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other))
    )
    return (light + 0.05) / (dark + 0.05)


def simulated(colour: str, vision: str) -> Triple:
    """Return the linear RGB that a person with this vision sees."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in VISIONS[vision]
    )
    return red, green, blue


def lab(colour: Triple) -> Triple:
    """Return CIELAB (D65, CIE 15:2004) of linear RGB."""
    red, green, blue = colour
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (
            (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
            0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
            (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.fixture(scope="module")
def label_set() -> dict[str, Any]:
    text = asset("resources", "labels", "default.json").read_text(encoding="utf-8")
    result: dict[str, Any] = json.loads(text)
    return result


def test_default_label_set_has_the_eight_labels_in_order_with_single_keys(label_set: dict[str, Any]) -> None:
    labels = [label for label in label_set["labels"] if "scope" not in label]
    assert (label_set["format"], label_set["version"]) == ("annotator-label-set", 2)
    assert [label["name"] for label in labels] == NAMES
    assert [label["key"] for label in labels] == list("12345678")
    assert all(set(label) == {"name", "title", "colour", "key", "guideline"} for label in labels)


@pytest.mark.parametrize(("scope", "keys"), [("relation", "123456"), ("document", "1234567890")])
def test_relations_and_articles_have_labels_with_single_keys_and_colours_of_their_own(
    label_set: dict[str, Any], scope: str, keys: str
) -> None:
    labels = [label for label in label_set["labels"] if label.get("scope") == scope]
    assert [label["key"] for label in labels] == list(keys)
    assert len({label["colour"] for label in labels}) == len(labels)


def test_the_application_reads_its_default_label_set() -> None:
    specs = loads(asset("resources", "labels", "default.json").read_text(encoding="utf-8"))
    check(specs)
    assert [spec.name for spec in specs if spec.scope == "span"] == NAMES


@pytest.mark.parametrize("part", ["title", "guideline"])
def test_labels_speak_both_languages(label_set: dict[str, Any], part: str) -> None:
    for label in label_set["labels"]:
        english, vietnamese = label[part]["en"], label[part]["vi"]
        assert english.strip() == english
        assert vietnamese.strip() == vietnamese
        assert english
        assert english != vietnamese
        assert re.search(r"[^\x00-\x7f–]", vietnamese)
        # plain text, and the same paragraphs in both languages
        assert not re.search(r"[*_`<>#]", english + vietnamese)
        assert english.count("\n\n") == vietnamese.count("\n\n")


def test_chip_text_is_readable_on_each_colour(label_set: dict[str, Any]) -> None:
    for label in label_set["labels"]:
        colour = label["colour"]
        assert re.fullmatch("#[0-9a-f]{6}", colour)
        assert max(contrast(colour, DARK_TEXT), contrast(colour, LIGHT_TEXT)) >= 4.5, label["name"]


@pytest.mark.parametrize(("scope", "least"), [("span", 23), ("relation", 20)])
@pytest.mark.parametrize("vision", VISIONS)
def test_colours_can_be_told_apart(label_set: dict[str, Any], scope: str, least: float, vision: str) -> None:
    labels = [label for label in label_set["labels"] if label.get("scope", "span") == scope]
    seen = {label["name"]: lab(simulated(label["colour"], vision)) for label in labels}
    nearest = min((math.dist(seen[one], seen[other]), one, other) for one, other in itertools.combinations(seen, 2))
    # nine to ten times a just noticeable difference (about 2.3 in CIELAB): seen at a glance, also on small chips
    assert nearest[0] >= least, nearest


def test_a_relations_line_stands_out_on_light_and_dark_ground(label_set: dict[str, Any]) -> None:
    for label in label_set["labels"]:
        if label.get("scope") == "relation":
            assert min(contrast(label["colour"], ground) for ground in ("#ffffff", "#1f2126")) >= 3, label["name"]


def test_simulation_collapses_what_colour_blind_people_confuse() -> None:
    def distance(vision: str) -> float:
        return math.dist(lab(simulated("#c04000", vision)), lab(simulated("#6a7000", vision)))

    assert distance("deuteranopia") < distance("normal") / 2


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_icon_is_drawn_in_the_one_line_style(icon: Path, qapp: object) -> None:
    root = ET.fromstring(icon.read_text(encoding="utf-8"))
    assert QSvgRenderer(str(icon)).isValid()
    if icon.stem == "app":
        return
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == "round"
    colours = {node.get(name) for node in root.iter() for name in ("stroke", "fill") if node.get(name)}
    assert "currentColor" in colours
    assert colours <= {"currentColor", "none"}


def drawn(icon: Path) -> QImage:
    """Return the icon at 24 x 24 pixels on nothing."""
    image = QImage(24, 24, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    QSvgRenderer(str(icon)).render(painter, QRectF(0, 0, 24, 24))
    painter.end()
    return image


def test_icons_differ_from_each_other_and_stay_inside_their_square(qapp: object) -> None:
    images = {icon.stem: drawn(icon) for icon in ICONS}
    for one, other in itertools.combinations(images, 2):
        assert images[one] != images[other], (one, other)
    for name, image in images.items():
        edge = [image.pixelColor(x, y).alpha() for x in range(24) for y in range(24) if {x, y} & {0, 23}]
        assert max(edge) < 64, name
        assert any(image.pixelColor(x, y).alpha() > 200 for x in range(24) for y in range(24)), name


@pytest.mark.parametrize("face", FACES)
def test_font_face_has_every_vietnamese_letter(face: str, qapp: object) -> None:
    font = QRawFont(str(asset("resources", "fonts", f"BeVietnamPro-{face}.ttf")), 16)
    assert font.isValid()
    letters = "ăâđêôơư" + "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    assert all(font.supportsCharacter(ord(letter)) for letter in letters + letters.upper() + "“”–—…₫")


def test_fonts_load_as_one_family_and_draw(qapp: object) -> None:
    for face in FACES:
        number = QFontDatabase.addApplicationFont(str(asset("resources", "fonts", f"BeVietnamPro-{face}.ttf")))
        assert QFontDatabase.applicationFontFamilies(number)[0].startswith("Be Vietnam Pro")
    font = QFont("Be Vietnam Pro", 14)
    assert QFontInfo(font).family() == "Be Vietnam Pro"
    assert QFontMetrics(font).horizontalAdvance("Nguyễn Thị Hường") > QFontMetrics(font).horizontalAdvance("Nguyễn") > 0


def test_the_font_licence_ships_beside_the_fonts() -> None:
    assert "SIL Open Font License, Version 1.1" in asset("resources", "fonts", "OFL.txt").read_text(encoding="utf-8")


def test_seeds_are_found() -> None:
    assert len(list(asset("seeds").glob("*.txt"))) == 5


def test_an_absent_asset_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/icons/no-such-icon\.svg"):
        asset("resources", "icons", "no-such-icon.svg")


@pytest.mark.parametrize(
    ("resources", "package", "bundle", "found"),
    [
        ("resources", "annotator", None, ""),
        ("site/annotator/resources", "site/annotator", None, "site/annotator"),
        ("bundle/resources", "elsewhere/annotator", "bundle", "bundle"),
        ("bundle/annotator/resources", "elsewhere/annotator", "bundle", "bundle/annotator"),
    ],
    ids=["checkout", "wheel", "bundle", "bundle with package"],
)
def test_root_is_found_in_each_layout(
    tmp_path: Path, resources: str, package: str, bundle: str | None, found: str
) -> None:
    (tmp_path / resources).mkdir(parents=True)
    folder = str(tmp_path / bundle) if bundle else None
    assert Path(find_root(str(tmp_path / package), folder)) == tmp_path / found


def test_a_missing_root_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no resources"):
        find_root(str(tmp_path / "annotator"))
