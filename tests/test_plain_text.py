"""Text is never markup: where the sources hand a text to Qt that it might take for HTML or a mnemonic, with `ast`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parent.parent / "annotator" / "ui"

TIPS = {"setToolTip", "setStatusTip", "setWhatsThis", "setTabToolTip", "showText"}
"""What takes HTML for HTML."""
NAMES = {"addAction", "addMenu", "addTab", "setTabText", "QAction"}
"""What makes mnemonics of "&"."""
MARKUP = {"setHtml", "insertHtml", "appendHtml", "fromHtml", "setMarkdown", "insertMarkdown", "QTextBrowser",
          "QErrorMessage", "QWhatsThis", "RichText", "MarkdownText", "AutoText"}  # fmt: skip
"""What reads markup."""
BOXES = {"information", "question", "warning", "critical", "about"}
"""The messages of QMessageBox that take any text for what it looks like."""
PLAIN = "Qt.TextFormat.PlainText"

_KEY = "an act's name and its key"
_TABLE = "from a table of the module"
OWN: dict[tuple[str, str], str] = {
    ("actions", "QCoreApplication.translate(CONTEXT, spec.submenu)"): "from the table of acts",
    ("article_filters", "name"): _TABLE,
    ("article_header", "state_name(state)"): "one of four states",
    ("article_header", "self._acts.tip(id_)"): _KEY,
    ("article_list", "text"): "what can be done with an article",
    ("bench", "title"): "the titles of pages",
    ("dialog_fields", "text"): "less or more",
    ("export_fields", "row.about"): "what the program says about a format",
    ("find_bar", "text"): "next, previous, close",
    ("inspector", "name"): "the titles of tabs",
    ("label_editor", "f'{text} ({keys})'"): _KEY,
    ("label_editor", "text"): _KEY,
    ("label_palette", "f'{said} (L)'"): _KEY,
    ("label_switches", "tip"): _TABLE,
    ("model_panel", "why_not"): "sentences of the module",
    ("next_order", "_said(name)"): _TABLE,
    ("status_bar", "self.tr('Saved at {time}').format(time=QTime.currentTime().toString('HH:mm:ss'))"): "a time of day",
    ("text_menu", "kind_text(kind)"): _TABLE,
    ("view_acts", "text"): _TABLE,
    ("words_field", "cross"): "an icon",
    ("work_chart", "text"): "figures",
    ("work_page", "title"): "the titles of tabs",
}
"""Expressions that give words of the program alone, by module, with the reason why that is so."""


@dataclass(frozen=True)
class Breach:
    """A place at which a text might be taken for markup."""

    module: str
    line: int
    what: str


class Reader(ast.NodeVisitor):
    """Collects the breaches of one module."""

    def __init__(self, module: str, source: str) -> None:
        self.found: list[Breach] = []
        self.used: set[str] = set()
        """The expressions of `OWN` that were met."""
        self._module, self._source = module, source
        self._scopes: list[ast.AST] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._scopes.append(node)
        self.generic_visit(node)
        self._scopes.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if any(ast.unparse(base) == "QLabel" for base in node.bases):
            self._must(node, f"self.setTextFormat({PLAIN})" in ast.unparse(node), "a kind of QLabel that is not plain")
        self._scopes.append(node)
        self.generic_visit(node)
        self._scopes.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        kind = _called(node.value)
        if kind in ("QLabel", "QMessageBox") and isinstance(node.value, ast.Call):
            self._check_made(node.value, kind, [ast.unparse(target) for target in node.targets])
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in TIPS:
            self._must(node, self._is_harmless(_text_of(node), "plain_tip"), "a tooltip that is not a plain_tip")
        if name in NAMES and (text := _text_of(node)) is not None:
            self._must(node, self._is_harmless(text, "menu_text"), "a name that is no menu_text")
        if name in BOXES and ast.unparse(node.func).startswith("QMessageBox"):
            self._must(node, False, "a message that may be rich text")
        if name == "replace" and [ast.unparse(each) for each in node.args] == ["'&'", "'&&'"]:
            self._must(node, self._module == "plain", "menu_text does this")
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._must(node, node.attr not in MARKUP, f"{node.attr} reads markup")
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        self._must(node, node.id not in MARKUP, f"{node.id} reads markup")

    def _check_made(self, call: ast.Call, kind: str, targets: list[str]) -> None:
        """A label is told that it is plain where it is made, or shows pictures alone; a message is always told."""
        is_attribute = targets[0].startswith("self.")
        scope = next((each for each in reversed(self._scopes) if isinstance(each, ast.ClassDef) == is_attribute), None)
        there = ast.unparse(scope) if scope is not None else self._source
        is_told = any(f"{target}.setTextFormat({PLAIN})" in there for target in targets)
        texts = [f"{target}.setText(" for target in targets]
        is_picture = kind == "QLabel" and not _texts(call) and not any(text in there for text in texts)
        self._must(call, is_told or is_picture, f"a {kind} that is not plain")

    def _is_harmless(self, text: ast.expr | None, helper: str) -> bool:
        """Whether an argument is wrapped, our own words, or no text at all."""
        if text is None or _called(text) == helper or isinstance(text, ast.Constant):
            return True
        if isinstance(text, ast.IfExp):
            return self._is_harmless(text.body, helper) and self._is_harmless(text.orelse, helper)
        if _is_translated(text):
            return True
        key = ast.unparse(text)
        self.used.add(key)
        return (self._module, key) in OWN

    def _must(self, node: ast.expr | ast.stmt, is_right: bool, what: str) -> None:
        if not is_right:
            self.found.append(Breach(self._module, node.lineno, f"{what}: {ast.unparse(node)[:100]}"))


def _called(node: ast.AST) -> str:
    """The name of what is called, without what it belongs to."""
    return ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""


def _is_translated(text: ast.expr) -> bool:
    """Whether it is a text of the program, into which nothing is put."""
    literal = isinstance(text, ast.Call) and bool(text.args) and isinstance(text.args[-1], ast.Constant | ast.Name)
    return literal and _called(text) in ("tr", "translate", "text_of")


def _text_of(call: ast.Call) -> ast.expr | None:
    """The argument that is the text: the last of a tooltip's, the first of a name's that is no number, icon or act."""
    name = _called(call)
    if name in ("setToolTip", "setTabToolTip"):
        return call.args[-1] if call.args else None
    if name == "showText":
        return call.args[1] if len(call.args) > 1 else None
    texts = _texts(call)
    return texts[0] if texts else None


def _texts(call: ast.Call) -> list[ast.expr]:
    """The arguments that may be texts: not a parent, an action that is there, an icon or a number."""
    others = ("self", "icon", "action", "menu", "parent", "QLineEdit", "by_id", "kinds", "home")
    return [each for each in call.args if not ast.unparse(each).startswith(others) or _called(each) == "tr"]


def read(module: str, source: str) -> Reader:
    """What a module's source does."""
    reader = Reader(module, source)
    reader.visit(ast.parse(source))
    return reader


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(UI.glob("*.py")):
        yield path.stem, path.read_text(encoding="utf-8")


def test_no_source_hands_qt_a_text_that_may_be_markup() -> None:
    found = [breach for module, source in sources() for breach in read(module, source).found]
    assert not found, "\n".join(f"annotator/ui/{each.module}.py:{each.line}: {each.what}" for each in found)


def test_every_exception_is_needed() -> None:
    met = {(module, key) for module, source in sources() for key in read(module, source).used}
    assert set(OWN) <= met


@pytest.mark.parametrize(
    "source",
    [
        "label = QLabel(text)", "def f():\n    label = QLabel()\n    label.setText(x)", "class A(QLabel):\n    pass",
        "box = QMessageBox(parent)", "QMessageBox.warning(self, title, text)", "w.setToolTip(path)",
        "w.setToolTip(self.tr('of {x}').format(x=name))", "QToolTip.showText(point, text, self)",
        "menu.addAction(label.name)", "QAction(label.name, parent)", "text.replace('&', '&&')", "view.setHtml(text)",
        "tabs.addTab(name)", "w.setToolTip(a if b else path)", "self.setTextFormat(Qt.TextFormat.AutoText)",
    ],
)  # fmt: skip
def test_a_breach_is_found(source: str) -> None:
    assert read("somewhere", source).found


@pytest.mark.parametrize(
    "source",
    [
        f"a = QLabel(self)\na.setTextFormat({PLAIN})\na.setText(x)", "p = QLabel(self)\np.setPixmap(x)",
        "w.setToolTip(plain_tip(path))", "w.setToolTip(self.tr('All labels'))", "menu.addAction(menu_text(x))",
        "menu.addAction(action)", "w.setToolTip('')", f"box = QMessageBox(parent)\nbox.setTextFormat({PLAIN})",
    ],
)  # fmt: skip
def test_what_is_plain_passes(source: str) -> None:
    assert not read("somewhere", source).found
