"""The translations: complete, true to their sources in form, in the words of the glossary, and compiled."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QPushButton, QToolButton

from annotator.core.assets import asset
from annotator.ui.action_table import CONTEXT, MENUS, SUBMENUS

FOLDER = asset("resources", "i18n")
SAME = {"Annotator {version}", "&HTML:"}
"""Texts that are the same in both languages."""

PLACE = re.compile(r"\{[^{}]*\}|%n|%\d")
MNEMONIC = re.compile(r"&([^&\s])")


@dataclass(frozen=True)
class Message:
    """One text of a catalogue; `forms` has one translation, or one for each plural form."""

    context: str
    source: str
    is_counted: bool
    state: str
    forms: tuple[str, ...]


def read(path: Path) -> list[Message]:
    """The texts of a catalogue that the program still has."""
    every = [
        _message(context.findtext("name", ""), message)
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
    ]
    return [message for message in every if message.state not in ("vanished", "obsolete")]


def _message(context: str, message: ET.Element) -> Message:
    translation = message.find("translation")
    assert translation is not None
    counted = [form.text or "" for form in translation.iter("numerusform")]
    is_counted = message.get("numerus") == "yes"
    forms = tuple(counted) if is_counted else (translation.text or "",)
    return Message(context, message.findtext("source", ""), is_counted, translation.get("type", "finished"), forms)


@pytest.fixture(scope="module")
def update() -> ModuleType:
    """The script beside the catalogues."""
    spec = importlib.util.spec_from_file_location("update", FOLDER / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def ours() -> list[Message]:
    return read(FOLDER / "annotator_vi.ts")


@pytest.fixture
def vietnamese(qapp: QApplication) -> Iterator[QApplication]:
    """The application with both Vietnamese catalogues."""
    translators = []
    for name in ("annotator_vi", "qt_vi"):
        translator = QTranslator()
        assert translator.load(str(FOLDER / f"{name}.qm"))
        qapp.installTranslator(translator)
        translators.append(translator)
    yield qapp
    for translator in translators:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize("name", ["annotator_vi", "annotator_en"])
def test_every_text_of_the_program_is_translated(update: ModuleType, tmp_path: Path, name: str) -> None:
    catalogue = tmp_path / f"{name}.ts"
    shutil.copyfile(FOLDER / f"{name}.ts", catalogue)
    update.collect(name, catalogue)
    found = read(catalogue)
    assert len(found) >= (300 if name == "annotator_vi" else 10)
    assert [(m.context, m.source) for m in found if m.state != "finished" or not all(m.forms)] == []


def test_no_text_to_translate_is_inside_an_f_string(update: ModuleType) -> None:
    """lupdate does not look there."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in update.PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("tr", "translate")
        if any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert hidden == []


@pytest.mark.parametrize("name", ["annotator_vi", "annotator_en", "qt_vi"])
def test_compiled_catalogues_are_up_to_date(update: ModuleType, tmp_path: Path, name: str) -> None:
    compiled = tmp_path / f"{name}.qm"
    update.release(FOLDER / f"{name}.ts", compiled)
    assert compiled.read_bytes() == (FOLDER / f"{name}.qm").read_bytes()


@pytest.mark.parametrize("name", ["annotator_vi", "annotator_en", "qt_vi"])
def test_placeholders_are_kept(name: str) -> None:
    for message in read(FOLDER / f"{name}.ts"):
        wanted = sorted(PLACE.findall(message.source))
        assert [sorted(PLACE.findall(form)) for form in message.forms] == [wanted] * len(message.forms), message


@pytest.mark.parametrize(("name", "forms"), [("annotator_vi", 1), ("annotator_en", 2)])
def test_counted_texts_have_every_plural_form(name: str, forms: int) -> None:
    counted = [message for message in read(FOLDER / f"{name}.ts") if message.is_counted]
    assert counted
    assert {len(message.forms) for message in counted} == {forms}


@pytest.mark.parametrize("name", ["annotator_vi", "qt_vi"])
def test_nothing_is_left_in_english(name: str) -> None:
    has_words = [m for m in read(FOLDER / f"{name}.ts") if re.search(r"[^\W\d_]", PLACE.sub("", m.source))]
    assert {m.source for m in has_words if m.source.replace("&", "") in [f.replace("&", "") for f in m.forms]} <= SAME


@pytest.mark.parametrize("name", ["annotator_vi", "qt_vi"])
def test_ends_like_its_source_and_is_composed(name: str) -> None:
    for message in read(FOLDER / f"{name}.ts"):
        for form in message.forms:
            assert unicodedata.is_normalized("NFC", form), message
            for mark in ("…", ".", ":", "?", " "):
                assert form.endswith(mark) == message.source.endswith(mark), message


def test_words_of_the_glossary_are_kept(ours: list[Message]) -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| ?(.*?) ?\|$", (FOLDER / "glossary.md").read_text(encoding="utf-8"), re.M)
    avoided = {word.strip() for row in rows[1:] for word in row[2].split(",") if word.strip()}
    assert len(avoided) >= 20
    for message in ours:
        text = PLACE.sub("", " ".join(message.forms)).replace("&", "").lower()
        text = text.replace("--annotator", "").replace("label:", "")
        assert [word for word in avoided if re.search(rf"\b{re.escape(word)}\b", text)] == [], message


@pytest.mark.parametrize("language", ["en", "vi"])
def test_mnemonics_are_unique_in_a_menu(ours: list[Message], language: str) -> None:
    shown = {m.source: m.forms[0] for m in ours if m.context == CONTEXT} if language == "vi" else {}
    groups = [[title for title, _ in MENUS]]
    groups += [
        [
            *(spec.text for spec in rows if spec.id and not spec.submenu),
            *{spec.submenu for spec in rows if spec.submenu},
        ]
        for _, rows in MENUS
    ]
    for group in groups:
        keys = [_mnemonics(shown.get(text, text)) for text in group]
        assert [len(found) for found in keys] == [len(_mnemonics(text)) for text in group], group
        letters = [letter for found in keys for letter in found]
        assert all(letter.isascii() and letter.isalnum() for letter in letters), letters
        assert len(letters) == len(set(letters)), sorted(letters)


def _mnemonics(text: str) -> list[str]:
    return [letter.lower() for letter in MNEMONIC.findall(text)]


def test_mnemonics_stand_where_the_source_has_them(ours: list[Message]) -> None:
    for message in [*ours, *read(FOLDER / "qt_vi.ts")]:
        for form in message.forms:
            found = _mnemonics(form)
            assert len(found) == len(_mnemonics(message.source)), message
            assert all(letter.isascii() for letter in found), message


def test_the_window_has_vietnamese_menus(vietnamese: QApplication) -> None:
    shown = [QCoreApplication.translate(CONTEXT, spec.text) for _, rows in MENUS for spec in rows if spec.id]
    same = [text for text in shown if text in {spec.text for _, rows in MENUS for spec in rows}]
    assert same == ["Tiếng &Việt", "&English"]
    assert len(SUBMENUS) == 3


def test_qts_own_words_are_vietnamese(vietnamese: QApplication, qtbot: object, tmp_path: Path) -> None:
    known = {form for message in read(FOLDER / "qt_vi.ts") for form in message.forms}
    edit, buttons, dialog = QLineEdit(), QDialogButtonBox(), QFileDialog(directory=str(tmp_path))
    standard = QDialogButtonBox.StandardButton
    buttons.setStandardButtons(standard.Ok | standard.Cancel | standard.Save | standard.Discard | standard.Close)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    texts = [action.text().partition("\t")[0] for action in edit.createStandardContextMenu().actions()]
    texts += [button.text() for button in buttons.buttons()]
    texts += [label.text() for label in dialog.findChildren(QLabel)]
    texts += [button.text() for button in dialog.findChildren(QPushButton)]
    texts += [button.toolTip() for button in dialog.findChildren(QToolButton)]
    assert len([text for text in texts if text]) > 15
    assert [text for text in texts if text and text not in known] == []


def test_keys_are_read_in_english_and_shown_in_vietnamese(vietnamese: QApplication) -> None:
    keys = QKeySequence("Ctrl+Right")
    assert keys.toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Phải"
    assert keys.toString() == "Ctrl+Right"


def test_counts_are_shown(vietnamese: QApplication) -> None:
    assert QCoreApplication.translate("StatusLine", "%n line(s) folded", "", 12) == "12 dòng đã gấp"


@pytest.mark.parametrize(("number", "text"), [(1, "1 line folded"), (12, "12 lines folded")])
def test_english_counts_in_both_forms(qapp: QApplication, number: int, text: str) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / "annotator_en.qm"))
    qapp.installTranslator(translator)
    try:
        assert QCoreApplication.translate("StatusLine", "%n line(s) folded", "", number) == text
    finally:
        qapp.removeTranslator(translator)
