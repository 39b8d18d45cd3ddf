from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core.crashes import NAME, watched

ROOT = Path(__file__).parents[2]
CRASH = """
import os, signal, sys
from pathlib import Path
from annotator.core.crashes import watched
with watched(Path(sys.argv[1])) as was:
    print(was, flush=True)
    if len(sys.argv) > 2:
        os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", CRASH, str(folder), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.skipif(os.name != "posix", reason="the process ends itself with a signal")
@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT"])
def test_the_next_start_knows_once(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    assert run(tmp_path).stdout == "False\n"
    assert run(tmp_path, name).returncode == -getattr(signal, name)
    assert (tmp_path / NAME).stat().st_size
    with watched(tmp_path) as was_crash:
        assert was_crash
    assert "Current thread" in caplog.text
    with watched(tmp_path) as was_crash:
        assert not was_crash


@pytest.mark.skipif(os.name != "posix", reason="the process ends itself with a signal")
def test_a_kill_leaves_nothing_to_tell(tmp_path: Path) -> None:
    run(tmp_path, "SIGKILL")
    assert run(tmp_path).stdout == "False\n"


def test_where_nothing_can_be_written_nothing_is_watched(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file")
    with watched(tmp_path / "log") as was_crash:
        assert not was_crash


def test_names_of_files_lose_their_folders(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / NAME).write_text(
        'Fatal\n  File "/home/lan/annotator/ui/desk.py", line 3 in f\n  File "C:\\x\\y.py", line 4'
    )
    with watched(tmp_path):
        pass
    assert 'File "desk.py", line 3 in f' in caplog.text
    assert 'File "y.py", line 4' in caplog.text
    assert "lan" not in caplog.text
