from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.formats.protocol import Loss
from annotator.storage.project import Project
from annotator.ui.loss_list import SHOWN, LossList, reasons
from annotator.ui.theme import THEMES
from annotator.workflows import importing


def rows(shown: LossList) -> list[tuple[str, str, list[str]]]:
    """Every reason with its number and, after opening it, its lines."""
    found = []
    for number in range(shown.topLevelItemCount()):
        group = shown.topLevelItem(number)
        group.setExpanded(True)
        lines = [group.child(row).text(0) for row in range(group.childCount())]
        found.append((group.text(0), group.text(1), lines))
    return found


def test_each_reason_has_its_number_and_each_loss_its_quote(qtbot: QtBot, project: Project, seeds: list[Path]) -> None:
    importing.run(project, [str(seeds[0])])
    document = project.documents.get(project.documents.ids()[0])
    shown = LossList(THEMES["light"])
    qtbot.addWidget(shown)
    losses = [
        Loss(document.name, 0, 0, "TOPIC", "document-label"),
        Loss("missing", 3, 9, "PER", "crossing"),
        Loss(document.name, 0, 7, "ORG", "nested"),
        Loss("missing", 3, 9, "LOC", "nested"),
    ]
    shown.show_losses(losses, project)
    quote = project.documents.text(document.id)[:7]
    assert rows(shown) == [
        ("inside another annotation", "2", [f"“{quote}” ORG · {document.name}", "“3–9” LOC · missing"]),
        ("crossing another annotation", "1", ["“3–9” PER · missing"]),
        ("labels of the whole article", "1", [f"TOPIC · {document.name}"]),
    ]


def test_quotes_are_read_when_a_reason_is_opened(qtbot: QtBot, project: Project) -> None:
    shown = LossList(THEMES["light"])
    qtbot.addWidget(shown)
    shown.show_losses([Loss("x", 0, 1, "PER", "nested")], project)
    assert shown.topLevelItem(0).childCount() == 0
    shown.topLevelItem(0).setExpanded(True)
    assert shown.topLevelItem(0).childCount() == 1
    shown.topLevelItem(0).setExpanded(False)
    shown.topLevelItem(0).setExpanded(True)
    assert shown.topLevelItem(0).childCount() == 1


def test_a_long_list_ends_with_a_number(qtbot: QtBot, project: Project) -> None:
    shown = LossList(THEMES["light"])
    qtbot.addWidget(shown)
    shown.show_losses([Loss("x", 0, 1, "PER", "nested")] * (SHOWN + 5), project)
    ((_, number, lines),) = rows(shown)
    assert number == str(SHOWN + 5)
    assert len(lines) == SHOWN + 1
    assert "5" in lines[-1]
    shown.show_losses([], project)
    assert shown.topLevelItemCount() == 0
    assert not shown.isVisible()


def test_a_group_of_other_lines_stands_below(qtbot: QtBot, project: Project) -> None:
    shown = LossList(THEMES["light"])
    qtbot.addWidget(shown)
    shown.show_losses([], project)
    shown.add_group("articles in no part", ["<b>a</b>", "b"])
    assert rows(shown) == [("articles in no part", "2", ["<b>a</b>", "b"])]


def test_reasons_are_counted() -> None:
    losses = [Loss("x", 0, 1, "PER", reason) for reason in ("off-edge", "nested", "nested")]
    assert reasons(losses) == "inside another annotation 2, beginning or ending within a word 1"
