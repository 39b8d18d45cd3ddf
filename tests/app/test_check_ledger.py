from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.app import check_ledger
from annotator.app.check_ledger import DAY, SMALL, CheckLedger


@pytest.fixture
def ledger(tmp_path: Path) -> CheckLedger:
    return CheckLedger(tmp_path / "checks.json")


@pytest.fixture
def large(tmp_path: Path) -> str:
    path = tmp_path / "large.annotator"
    with path.open("wb") as file:
        file.truncate(SMALL + 1)
    return str(path)


def closed_sound(ledger: CheckLedger, path: str) -> None:
    ledger.opened(path)
    ledger.checked(path, is_sound=True)
    ledger.closed(path)


def test_one_that_was_never_checked_is_due(ledger: CheckLedger, large: str) -> None:
    assert ledger.is_due(large)
    ledger.opened(large)
    ledger.closed(large)
    assert ledger.is_due(large)


def test_one_that_was_sound_and_closed_is_not_due(ledger: CheckLedger, large: str) -> None:
    closed_sound(ledger, large)
    assert not ledger.is_due(large)


def test_one_that_was_not_closed_is_due(ledger: CheckLedger, large: str) -> None:
    closed_sound(ledger, large)
    ledger.opened(large)
    assert ledger.is_due(large)


def test_one_that_was_damaged_is_due(ledger: CheckLedger, large: str) -> None:
    ledger.checked(large, is_sound=False)
    ledger.closed(large)
    assert ledger.is_due(large)


def test_one_that_somebody_wrote_to_is_due(ledger: CheckLedger, large: str) -> None:
    closed_sound(ledger, large)
    os.utime(large, ns=(1, 1))
    assert ledger.is_due(large)


def test_after_a_day_it_is_due_again(ledger: CheckLedger, large: str, monkeypatch: pytest.MonkeyPatch) -> None:
    closed_sound(ledger, large)
    now = check_ledger.time.time()
    for ahead, is_due in ((DAY - 60, False), (DAY + 60, True), (-60, True)):
        monkeypatch.setattr(check_ledger.time, "time", lambda ahead=ahead: now + ahead)
        assert ledger.is_due(large) is is_due


def test_a_small_one_is_always_due(ledger: CheckLedger, tmp_path: Path) -> None:
    path = tmp_path / "small.annotator"
    path.write_bytes(b"")
    closed_sound(ledger, str(path))
    assert ledger.is_due(str(path))


@pytest.mark.parametrize("content", ["", "x", "[]", "null", '{"p": 1}'])
def test_a_ledger_that_cannot_be_read_forgets(ledger: CheckLedger, large: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "checks.json").write_text(content, "utf-8")
    assert ledger.is_due(large)
    closed_sound(ledger, large)
    assert not ledger.is_due(large)


def test_only_the_last_hundred_are_remembered(ledger: CheckLedger, large: str) -> None:
    closed_sound(ledger, large)
    for number in range(100):
        ledger.checked(f"p{number}", is_sound=True)
    assert ledger.is_due(large)
