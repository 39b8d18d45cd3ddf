from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from annotator import __main__ as entry
from annotator import __version__, cli

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Puts a recorder in the window's place; what the window was asked for."""
    asked: list[list[str]] = []
    module = ModuleType("annotator.ui.application")
    module.run = lambda argv: asked.append(argv[1:]) or 7  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "annotator.ui.application", module)
    return asked


def test_the_entry_point_knows_every_command() -> None:
    assert sorted(entry.COMMANDS) == sorted(cli.group.commands)


def test_help_lists_the_commands_and_tells_of_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--help"]) == 0
    out = capsys.readouterr().out
    for name in entry.COMMANDS:
        assert f"\n  {name} " in out
    assert "Without a command" in out
    assert "the window opens" in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_everything_else_is_the_windows(windows: list[list[str]], tmp_path: Path) -> None:
    there = tmp_path / "bài.txt"
    there.touch()
    for arguments in ([], ["new-one.annotator"], ["-platform", "offscreen"], [str(there)]):
        assert entry.main(arguments) == 7
        assert windows.pop() == arguments


def test_a_mistyped_command_is_said_to_be_one(windows: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["lits"]) == 2
    assert "lits" in capsys.readouterr().err
    assert windows == []


def test_nothing_heavy_is_imported_to_decide() -> None:
    script = "import sys, annotator.__main__; print(sorted(sys.modules.keys() & {'click', 'PySide6', 'sqlite3'}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_option_that_nobody_knows_opens_no_window(
    windows: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(["--bogus"]) == 2
    assert "--bogus" in capsys.readouterr().err
    assert windows == []


@pytest.mark.parametrize("arguments", [[], ["p.annotator"], ["--selftest"]])
def test_without_qt_the_window_says_so_in_one_sentence(arguments: list[str]) -> None:
    script = (
        "import sys; sys.modules['PySide6'] = None\nfrom annotator.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The window cannot open, because PySide6 does not load here")
    assert len(done.stderr.splitlines()) == 1
