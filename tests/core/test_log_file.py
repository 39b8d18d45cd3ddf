from __future__ import annotations

import ast
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core.errors import InputError
from annotator.core.log_file import NAME, LogFile, log_folder, logging_to_file
from annotator.core.redaction import Safe

SECRET = "Nguyễn Văn Kín"
PACKAGE = Path(__file__).parents[2] / "annotator"


@pytest.fixture
def log(tmp_path: Path) -> logging.Logger:
    """A logger whose lines go to a small log."""
    logger = logging.Logger("annotator.test")
    logger.addHandler(LogFile(tmp_path / "log", largest=2000, older=2))
    return logger


def written(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted((folder / "log").iterdir(), reverse=True))


def test_nothing_is_made_before_there_is_something_to_write(tmp_path: Path, log: logging.Logger) -> None:
    log.info("not worth it")
    assert not (tmp_path / "log").exists()
    log.warning("number %d", 3)
    assert written(tmp_path).endswith(" MainThread annotator.test: number 3\n")


def test_values_are_told_without_their_text(tmp_path: Path, log: logging.Logger) -> None:
    error = InputError("input.quote", quote=SECRET)
    log.warning("%s of %s: %s %s", SECRET, [SECRET], error, Safe("worker.died"))
    log.warning("%(what)s", {"what": SECRET})
    try:
        raise ValueError(SECRET) from error
    except ValueError:
        log.exception("failed")
    found = written(tmp_path)
    assert SECRET not in found
    assert "<14 characters> of <list>: annotator.core.errors.InputError: input.quote quote=<14 characters>" in found
    assert found.endswith("in test_values_are_told_without_their_text\nValueError\n")


def test_it_rotates(tmp_path: Path, log: logging.Logger) -> None:
    for number in range(200):
        log.warning("number %d", number)
    files = sorted((tmp_path / "log").iterdir())
    assert [path.name for path in files] == [NAME, f"{NAME}.1", f"{NAME}.2"]
    assert max(path.stat().st_size for path in files) <= 2000
    numbers = [int(line.rpartition(" ")[2]) for line in written(tmp_path).splitlines()]
    assert numbers == list(range(numbers[0], 200))
    assert len(numbers) > 40


def test_processes_share_it(tmp_path: Path) -> None:
    code = (
        "import logging, sys; from annotator.core.log_file import logging_to_file\n"
        "with logging_to_file():\n"
        "    for n in range(300): logging.getLogger('annotator.x').warning('%d of %d', n, int(sys.argv[1]))"
    )
    environment = {**os.environ, "ANNOTATOR_HOME": str(tmp_path), "PYTHONPATH": str(PACKAGE.parent)}
    running = [subprocess.Popen([sys.executable, "-c", code, str(n)], env=environment) for n in range(3)]
    assert [process.wait(600) for process in running] == [0, 0, 0]
    lines = written(tmp_path).splitlines()
    assert len(lines) == 900
    assert sorted(line.partition("annotator.x: ")[2] for line in lines) == sorted(
        f"{number} of {process}" for number in range(300) for process in range(3)
    )


def test_a_place_that_cannot_be_written_costs_nothing_else(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    logger = logging.Logger("annotator.test")
    logger.addHandler(LogFile(tmp_path / "log"))
    logger.warning(*("%s %s", "too few"))
    logger.warning("lost")
    assert capfd.readouterr() == ("", "")


def test_it_is_in_the_home_folder_while_it_is_wanted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path))
    with logging_to_file():
        logging.getLogger("annotator.core").warning("ours")
        logging.getLogger("others").warning(SECRET)
    logging.getLogger("annotator.core").warning("later")
    assert log_folder() == tmp_path / "log"
    assert written(tmp_path).count("\n") == 1
    assert "ours" in written(tmp_path)


def test_what_is_said_is_constant_and_only_values_change() -> None:
    """The log shows the words of a call as they are: no text may be put into them beforehand."""
    calls = [
        (path, node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("_log", "logger", "log")
        and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical", "log")
    ]
    assert len(calls) > 20
    for path, node in calls:
        words = node.args[node.func.attr == "log"]  # type: ignore[attr-defined]
        assert isinstance(words, ast.Constant), f"{path}:{node.lineno}"
