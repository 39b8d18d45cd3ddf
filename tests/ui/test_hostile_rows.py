"""Projects whose rows lie, opened in the window as one's own: what cannot be read is told, and nothing breaks.

An exception that nobody caught, or a word of Qt's about markup or a missing picture, fails a test here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hostile_rows import HARMLESS, REFUSED, UNCHECKED, full, make
from merge_cases import base
from PySide6.QtWidgets import QApplication

from annotator.core import edits
from annotator.core.errors import AnnotatorError
from annotator.core.ids import new_uid
from annotator.core.messages import SENTENCES
from annotator.core.model import Span
from annotator.ui import file_dialogs

Front = Any

EVERY = {**REFUSED, **UNCHECKED, **HARMLESS}
NAMES = list(EVERY) if os.environ.get("FAULTS") == "long" else sorted(EVERY)[::4]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that all of them are made of."""
    folder = tmp_path_factory.mktemp("sound")
    base(folder / "base.annotator")
    full(folder / "base.annotator", folder / "full.annotator")
    return folder / "full.annotator"


def test_they_are_opened_read_and_written_or_refused(
    front: Front, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[AnnotatorError] = []
    front.session.failed.connect(told.append)
    worked = 0
    for number, name in enumerate(NAMES):
        path = tmp_path / f"{number}.annotator"
        make(sound, path, EVERY[name])
        told.clear()
        monkeypatch.setattr(file_dialogs, "open_file", lambda *_, path=path: str(path))
        front.act("file.open")
        worked += work(front) if front.session.project is not None and front.path == str(path) else 0
        assert front.session.project is None or front.path == str(path) or told, name
        assert all(error.code in SENTENCES for error in told), (name, told)
    assert worked > len(NAMES)


def work(front: Front) -> int:
    """Opens every article, puts a span on it and takes it back by the menu; how often that went."""
    project, went = front.session.project, 0
    for key in project.documents.ids():
        front.session.open_document(key)
        QApplication.processEvents()
        if front.session.document is None or front.session.document.id != key or len(front.text) < 3:
            continue
        whose, label = front.session.person.id, front.session.span_labels[-1]
        try:
            number = project.store.next_id("span")
        except AnnotatorError:
            continue
        span = Span(number, new_uid(), key, whose, 1, 3, label.id, front.text[1:3])
        if front.session.apply(edits.add_span(span, label.name)):
            front.act("edit.undo")
            went += 1
        QApplication.processEvents()
    return went
