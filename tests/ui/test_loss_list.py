from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.formats.protocol import Loss
from annotator.storage.project import Project
from annotator.ui.loss_list import SHOWN, LossList, reasons
from annotator.workflows import importing


def test_each_loss_has_its_quote_and_reason(qtbot: QtBot, project: Project, seeds: list[Path]) -> None:
    importing.run(project, [str(seeds[0])])
    document = project.documents.get(project.documents.ids()[0])
    shown = LossList()
    qtbot.addWidget(shown)
    shown.show_losses([Loss(document.name, 0, 7, "ORG", "nested"), Loss("missing", 3, 9, "PER", "crossing")], project)
    quote = project.documents.text(document.id)[:7]
    assert shown.item(0).text() == f"{document.name}: “{quote}” ORG – nested"
    assert shown.item(1).text() == "missing: “3–9” PER – crossing"


def test_a_long_list_ends_with_a_number(qtbot: QtBot, project: Project) -> None:
    shown = LossList()
    qtbot.addWidget(shown)
    shown.show_losses([Loss("x", 0, 1, "PER", "nested")] * (SHOWN + 5), project)
    assert shown.count() == SHOWN + 1
    assert "5" in shown.item(SHOWN).text()
    shown.show_losses([], project)
    assert shown.count() == 0
    assert not shown.isVisible()


def test_reasons_are_counted() -> None:
    losses = [Loss("x", 0, 1, "PER", reason) for reason in ("off-edge", "nested", "nested")]
    assert reasons(losses) == "nested 2, off word edges 1"
