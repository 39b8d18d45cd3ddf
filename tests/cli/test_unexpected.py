"""What the command line says about an exception that nobody foresaw."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from annotator import cli
from annotator.core.log_file import NAME, log_folder

SECRET = "Nguyễn Văn Kín"

Call = Callable[..., tuple[int, str, str]]


def fail(error: BaseException) -> Any:
    raise error


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Callable[[], Any]], None]:
    """Adds the command `fail`, which does what it is given, and an empty home."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ANNOTATOR_DEBUG", raising=False)

    def planted(act: Callable[[], Any]) -> None:
        monkeypatch.setitem(cli.group.commands, "fail", click.Command("fail", callback=act))

    return planted


def logged() -> str:
    return (log_folder() / NAME).read_text("utf-8")


def test_it_is_one_sentence_that_names_the_log(plant: Any, call: Call) -> None:
    plant(lambda: fail(ValueError(SECRET)))
    code, out, err = call("fail")
    assert (code, out) == (1, "")
    assert err.startswith("Something unexpected happened (ValueError); what was saved is safe.")
    assert str(log_folder() / NAME) in err
    assert err.count("\n") == 1
    assert "ValueError" in logged()
    assert "test_unexpected" in logged()
    assert SECRET not in logged() + err


def test_developers_see_the_calls(plant: Any, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(lambda: fail(ValueError(SECRET)))
    monkeypatch.setenv("ANNOTATOR_DEBUG", "1")
    code, _, err = call("fail")
    assert code == 1
    assert err.startswith("Traceback")
    assert SECRET in err
    assert SECRET not in logged()


def test_what_has_a_sentence_keeps_it(plant: Any, call: Call) -> None:
    plant(lambda: sqlite3.connect("/no/such/folder/file"))
    code, _, err = call("fail")
    assert code == 1
    assert err.startswith("The project could not be read just now")
    assert "Traceback" not in err


def test_threads_are_heard_too(plant: Any, call: Call) -> None:
    def act() -> None:
        thread = threading.Thread(target=fail, args=[KeyError(SECRET)])
        thread.start()
        thread.join()

    plant(act)
    code, _, err = call("fail")
    assert code == 0
    assert "KeyError" in err
    assert "KeyError" in logged()


def test_nothing_is_written_where_nothing_goes_wrong(plant: Any, call: Call) -> None:
    plant(lambda: None)
    assert call("fail") == (0, "", "")
    assert not log_folder().exists()
