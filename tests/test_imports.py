"""The import rule: which module of the application may import what, read from the sources with `ast`."""

from __future__ import annotations

import ast
import graphlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = "annotator"

BELOW_WORKFLOWS = {"core", "storage", "formats", "nlp"}
BELOW_APP = BELOW_WORKFLOWS | {"workflows"}

# each part of the house, and the parts that it may import: itself and lower ones
MAY_IMPORT: dict[str, set[str]] = {
    "": set(),
    "core": {"core"},
    "storage": {"core", "storage"},
    "formats": {"core", "formats"},
    "nlp": {"core", "nlp"},
    "workflows": BELOW_APP,
    "cli": BELOW_APP | {"cli"},
    "app": BELOW_APP | {"app"},
    "ui": BELOW_APP | {"app", "ui"},
    "__main__": BELOW_APP | {"app", "ui", "cli", "__main__"},
}

# each package of others, longest name first, and the parts that may import it
OTHERS: dict[str, set[str]] = {
    "PySide6.QtCore": {"app", "ui"},
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "sqlite_utils": {"storage"},
    "pycrfsuite": {"nlp"},
    "numpy": {"nlp"},
    "scipy": {"nlp"},
    "sklearn": {"nlp"},
    "underthesea": {"nlp"},
    "spacy": {"formats"},
    "pyarrow": {"formats"},
    "trafilatura": {"formats"},
    "lxml": {"formats"},
    "charset_normalizer": {"formats"},
    "click": {"cli"},
}

# imports of our own parts inside a function, with the reason why they cannot stand at the top of the module
LAZY: dict[tuple[str, str], str] = {
    ("annotator.__main__", "annotator.ui"): "the command line works without PySide6",
    ("annotator.__main__", "annotator.cli"): "the window starts without click",
    ("annotator.cli.training", "annotator.nlp.training"): "only whoever makes a model has numpy",
    ("annotator.app.suggestions", "annotator.nlp"): "the window is painted before anything of words is loaded",
    ("annotator.app.suggestions", "annotator.workflows.learning"): "the window is painted before anything is learnt",
    ("annotator.app.learning", "annotator.nlp"): "the window is painted before anything is learnt",
    ("annotator.app.learning", "annotator.workflows.learning"): "the window is painted before anything is learnt",
    ("annotator.app.export_run", "annotator.nlp"): "only an export by words needs them",
    ("annotator.app.projects", "annotator.workflows.setup"): "only the first start and a new project need it",
    ("annotator.ui.application", "annotator.ui.program"): "the window is painted before the program is loaded",
    ("annotator.storage.listing", "annotator.core.text"): "only a filter needs folding",
    ("annotator.storage.project", "annotator.storage.backup"): "only an older or a lost file needs it",
    ("annotator.storage.project", "annotator.storage.copying"): "only a copy needs it",
    ("annotator.storage.project", "annotator.storage.restoring"): "only a copy needs it",
    ("annotator.storage.store", "annotator.storage.mirror"): "only the window keeps a second copy, once it is painted",
    ("annotator.storage.mirror", "annotator.storage.backup"): "only a file that was overwritten needs it",
    ("annotator.app.file_watch", "annotator.workflows.checking"): "only a file that was overwritten needs it",
    ("annotator.ui.edit_acts", "annotator.ui.details_dialog"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.view_acts", "annotator.ui.about"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.view_acts", "annotator.ui.shortcut_sheet"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.view_acts", "annotator.ui.key_editor"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.view_acts", "annotator.ui.unexpected_dialog"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.unexpected", "annotator.ui.unexpected_dialog"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.unexpected", "annotator.ui.messages"): "the window is painted before anything goes wrong",
    ("annotator.ui.unexpected", "annotator.storage.unread"): "the window is painted before anything goes wrong",
    ("annotator.ui.relation_acts", "annotator.ui.label_palette"): "the palette is loaded when it is first wanted",
    ("annotator.ui.article_labels", "annotator.ui.article_label_list"): "the list is loaded when it is first wanted",
    ("annotator.ui.tool_acts", "annotator.ui.work_page"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.label_choice", "annotator.ui.label_palette"): "the palette is loaded when it is first wanted",
    ("annotator.ui.tool_acts", "annotator.ui.palette"): "the palette is loaded when it is first wanted",
    ("annotator.ui.project_acts", "annotator.ui.import_dialog"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.project_acts", "annotator.ui.merge_dialog"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.project_acts", "annotator.ui.export_dialog"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.project_acts", "annotator.ui.file_dialogs"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.project_acts", "annotator.ui.label_editor"): "a dialog is loaded when it is first wanted",
    ("annotator.app.rule_keeper", "annotator.app.own_figures"): "only a comparison that is asked for needs it",
    ("annotator.app.own_figures", "annotator.nlp"): "the window is painted before anything of suggesting is loaded",
    ("annotator.app.own_figures", "annotator.workflows.evaluating"): "only a comparison that is asked for needs it",
    ("annotator.ui.project_acts", "annotator.ui.suggestion_page"): "a dialog is loaded when it is first wanted",
    ("annotator.app.backups", "annotator.storage"): "backups are made, listed and restored long after the start",
    ("annotator.ui.copy_offer", "annotator.storage"): "backups are looked for when a project is not opened",
    ("annotator.ui.backup_acts", "annotator.ui.backup_page"): "a dialog is loaded when it is first wanted",
    ("annotator.app.checks", "annotator.workflows"): "projects are checked and repaired long after the start",
    ("annotator.ui.check_acts", "annotator.ui.check_page"): "a dialog is loaded when it is first wanted",
    ("annotator.ui.check_acts", "annotator.ui.check_strip"): "only damage needs it",
    ("annotator.ui.project_acts", "annotator.ui.annotator_dialog"): "a dialog is loaded when it is first wanted",
}


@dataclass(frozen=True)
class Import:
    """One import statement: what `module` asks for at `line`."""

    module: str
    target: str
    line: int
    lazy: bool = False
    typing_only: bool = False
    star: bool = False

    def says(self, trouble: str) -> str:
        return f"{self.module}:{self.line} imports {self.target}: {trouble}"


def is_typing_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


class Reader(ast.NodeVisitor):
    """Collects the imports of one module: statements, and calls of `import_module`, `__import__` and `needed`."""

    def __init__(self, module: str, is_package: bool, modules: set[str]) -> None:
        self.found: list[Import] = []
        self._module, self._modules = module, modules
        self._package = module if is_package else module.rpartition(".")[0]
        self._functions = 0
        self._guards = 0

    def _add(self, target: str, node: ast.stmt | ast.expr, star: bool = False) -> None:
        self.found.append(Import(self._module, target, node.lineno, self._functions > 0, self._guards > 0, star))

    def visit_FunctionDef(self, node: ast.AST) -> None:
        self._functions += 1
        self.generic_visit(node)
        self._functions -= 1

    def visit_AsyncFunctionDef(self, node: ast.AST) -> None:
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.AST) -> None:
        self.visit_FunctionDef(node)

    def visit_If(self, node: ast.If) -> None:
        self._guards += is_typing_guard(node)
        for child in node.body:
            self.visit(child)
        self._guards -= is_typing_guard(node)
        self.visit(node.test)
        for child in node.orelse:
            self.visit(child)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._add(alias.name, node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = node.module or ""
        if node.level:
            parts = self._package.split(".")
            base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
        for alias in node.names:
            name = f"{base}.{alias.name}"
            # a submodule is its own target; any other name is something of the module it comes from
            is_module = name in self._modules or base == "PySide6"
            self._add(name if is_module else base, node, star=alias.name == "*")

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func).rpartition(".")[2]
        if name in {"import_module", "__import__", "needed"} and node.args and isinstance(node.args[0], ast.Constant):
            self._add(str(node.args[0].value), node)
        self.generic_visit(node)


def sources(root: Path) -> dict[str, Path]:
    """Return the modules of the package below `root`, by dotted name."""
    found = {}
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(root: Path) -> list[Import]:
    modules = sources(root)
    found: list[Import] = []
    for module, path in modules.items():
        reader = Reader(module, path.name == "__init__.py", set(modules))
        reader.visit(ast.parse(path.read_text(encoding="utf-8"), str(path)))
        found += reader.found
    return found


def part_of(module: str) -> str:
    """Return the part of the house that a module of ours lies in, "" for the package itself."""
    return [*module.split("."), ""][1]


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def order_trouble(imported: Import) -> str | None:
    part, target = part_of(imported.module), part_of(imported.target)
    if part not in MAY_IMPORT:
        return f"{part} has no place in the rule"
    if target and target not in MAY_IMPORT[part]:
        return f"{part or PACKAGE} may not import {target}"
    return None


def others_trouble(imported: Import) -> str | None:
    top = imported.target.split(".")[0]
    if top in sys.stdlib_module_names:
        return None
    part = part_of(imported.module)
    owners = next((parts for name, parts in OTHERS.items() if within(imported.target, name)), None)
    if owners is None:
        return "not a declared dependency"
    return None if part in owners else f"only {', '.join(sorted(owners))} may import it"


def lazy_trouble(imported: Import) -> str | None:
    if not imported.lazy or not within(imported.target, PACKAGE):
        return None
    allowed = any(imported.module == module and within(imported.target, target) for module, target in LAZY)
    return None if allowed else "imports of our own packages stand at the top of the module"


def troubles(imported: Import) -> Iterator[str]:
    ours = within(imported.target, PACKAGE)
    checks = [order_trouble if ours else others_trouble, lazy_trouble]
    yield from (trouble for check in checks if (trouble := check(imported)))
    if imported.star:
        yield "star imports hide where a name comes from"


def cycle(found: list[Import]) -> list[str]:
    """Return the modules of one import cycle, [] when there is none."""
    graph: dict[str, set[str]] = {}
    for imported in found:
        if within(imported.target, PACKAGE) and not imported.typing_only:
            graph.setdefault(imported.module, set()).add(imported.target)
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def breaches(root: Path) -> list[str]:
    """Return each breach of the import rule below `root`, one line each."""
    found = imports(root)
    lines = [imported.says(trouble) for imported in found for trouble in troubles(imported)]
    circle = cycle(found)
    return lines + ([f"import cycle: {' <- '.join(circle)}"] if circle else [])


def test_the_house_keeps_the_import_rule() -> None:
    assert len(sources(REPOSITORY)) > 10
    assert breaches(REPOSITORY) == []


def test_every_package_that_may_be_imported_is() -> None:
    targets = [imported.target for imported in imports(REPOSITORY)]
    assert [name for name in OTHERS if not any(within(target, name) for target in targets)] == []


@pytest.mark.parametrize(
    ("module", "source", "trouble"),
    [
        ("core/a", "import annotator.storage.project", "core may not import storage"),
        ("core/a", "from annotator import storage", "core may not import storage"),
        ("core/a", "from ..storage import project", "core may not import storage"),
        ("core/a", "import sqlite_utils", "only storage may import it"),
        ("core/a", "import pandas", "not a declared dependency"),
        ("core/a", "from PySide6.QtCore import QObject", "only app, ui may import it"),
        ("formats/a", "def f():\n    needed('pandas', 'tables', 'csv')", "not a declared dependency"),
        ("workflows/a", "def f():\n    protocol.needed('lxml.html', '', '')", "only formats may import it"),
        ("storage/a", "from annotator.nlp import worker", "storage may not import nlp"),
        ("formats/a", "import annotator.storage.project", "formats may not import storage"),
        ("nlp/a", "import annotator.formats", "nlp may not import formats"),
        ("nlp/a", "import sqlite_utils.db", "only storage may import it"),
        ("workflows/a", "import underthesea", "only nlp may import it"),
        ("workflows/a", "from annotator.app import session", "workflows may not import app"),
        ("app/a", "from PySide6.QtGui import QColor", "only ui may import it"),
        ("app/a", "from PySide6 import QtWidgets", "only ui may import it"),
        ("app/a", "from annotator.ui import main_window", "app may not import ui"),
        ("cli", "from annotator.app import session", "cli may not import app"),
        ("cli", "from PySide6.QtCore import QObject", "only app, ui may import it"),
        ("ui/a", "import annotator.cli", "ui may not import cli"),
        ("ui/a", "from PySide6.QtGui import *", "star imports"),
        ("extra/a", "import annotator.core.b", "extra has no place in the rule"),
        ("ui/a", "def f():\n    from annotator.core import b", "stand at the top"),
        ("ui/a", "import importlib\nlater = lambda: importlib.import_module('annotator.core.b')", "stand at the top"),
        ("core/a", "import annotator.core.b", "import cycle"),
        (
            "core/a",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import annotator.ui",
            "core may not import ui",
        ),
    ],
)
def test_a_breach_is_found(tmp_path: Path, module: str, source: str, trouble: str) -> None:
    for name, text in {"core/b": "import annotator.core.a", "storage/__init__": "", module: source}.items():
        path = tmp_path / PACKAGE / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = breaches(tmp_path)
    assert len(found) == 1
    assert trouble in found[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("core/a", "import json\nfrom annotator import __version__"),
        ("core/a", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from annotator.core import b"),
        ("storage/a", "def f():\n    import sqlite_utils"),
        ("app/a", "from PySide6.QtCore import QObject\nfrom annotator.workflows import importing"),
        ("ui/a", "from PySide6.QtWidgets import QWidget\nfrom annotator.app import session"),
        ("cli", "import click\nfrom annotator.workflows import importing"),
        ("__main__", "def main():\n    from annotator.ui.application import run\n    from annotator.cli import main"),
    ],
)
def test_what_the_rule_allows_is_let_through(tmp_path: Path, module: str, source: str) -> None:
    for name, text in {"core/b": "import annotator.core.a", module: source}.items():
        path = tmp_path / PACKAGE / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert breaches(tmp_path) == []
