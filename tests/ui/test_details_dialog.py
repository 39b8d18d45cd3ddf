from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.app.acts import Acts
from annotator.app.session import Session
from annotator.core import dates
from annotator.core.model import Document
from annotator.storage.documents import described
from annotator.storage.project import Project
from annotator.ui.details_dialog import DetailsDialog, spelled, written
from annotator.ui.theme import THEMES
from annotator.workflows import importing


@pytest.fixture
def session(qapp: object, project: Project, seeds: list[Path]) -> Session:
    importing.run(project, [str(seeds[1])])
    made = Session()
    made.open_project(project, "Mai")
    return made


Open = Callable[..., DetailsDialog]


@pytest.fixture
def opened(qtbot: QtBot, session: Session) -> Open:
    """Opens the dialog on the only article, after giving the article other details."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_(**values: object) -> DetailsDialog:
        assert session.project is not None
        before = saved(session)
        Acts(session).change_details(before, described(replace(before, **values)))
        dialog = DetailsDialog(session, Acts(session), saved(session), THEMES["light"], window)
        dialog.setLocale(QLocale("en_GB"))
        dialog.show()
        return dialog

    return open_


def saved(session: Session) -> Document:
    assert session.project is not None
    return session.project.documents.get(session.project.documents.ids()[0])


def test_what_was_changed_is_one_edit(opened: Open, session: Session) -> None:
    dialog = opened()
    before = saved(session)
    dialog.title.setText("  Một   tiêu đề khác ")
    dialog.date.setText("19h28 ngày 27/12/2019")
    dialog.author.setText("Lê Ẩn")
    dialog.source.setText(" ")
    dialog.save.click()
    after = saved(session)
    assert (after.title, after.published, after.author) == ("Một tiêu đề khác", "2019-12-27T19:28", "Lê Ẩn")
    assert after.source is None
    assert after.title_folded == "mot tieu de khac"
    assert not dialog.isVisible()
    session.undo()
    assert saved(session) == before
    assert session.next_step("undo") is None


def test_nothing_changed_writes_nothing(opened: Open, session: Session) -> None:
    dialog = opened()
    dialog.save.click()
    assert not dialog.isVisible()
    assert session.next_step("undo") is None


def test_a_date_is_shown_back_as_it_is_understood(opened: Open, session: Session) -> None:
    dialog = opened()
    dialog.date.setText("2/9/2024")
    assert "2 September 2024" in dialog.understood.text()
    dialog.date.setText("31/2/2024")
    assert not dialog.save.isEnabled()
    dialog.date.setText("")
    assert dialog.save.isEnabled()
    assert dialog.published() is None


def test_a_date_of_another_kind_stays_until_it_is_touched(opened: Open, session: Session) -> None:
    dialog = opened(published="mùa thu")
    assert dialog.date.text() == "mùa thu"
    assert dialog.published() == "mùa thu"
    dialog.date.setText("mùa đông")
    assert not dialog.save.isEnabled()


def test_an_article_needs_a_title(opened: Open, session: Session) -> None:
    dialog = opened()
    dialog.title.setText("  ")
    assert not dialog.save.isEnabled()


def test_a_failure_is_told_inside(opened: Open, session: Session) -> None:
    dialog = opened()
    assert session.project is not None
    session.project.store.writable = False
    dialog.title.setText("Khác")
    dialog.save.click()
    session.project.store.writable = True
    assert dialog.isVisible()
    assert dialog.trouble.text()


@given(st.datetimes(min_value=datetime.fromisoformat("1970-01-01")))
def test_a_date_written_is_read_as_the_same(moment: datetime) -> None:
    for iso in (moment.isoformat(timespec="minutes"), moment.date().isoformat()):
        assert dates.parse(written(iso)) == iso


def test_dates_are_spelled_in_the_language() -> None:
    assert "tháng 12" in spelled("2019-12-27T19:28", QLocale("vi_VN"))
    assert spelled("2019-12-27T19:28", QLocale("vi_VN")).endswith("19:28")
    assert spelled(None, QLocale("vi_VN")) == ""
