"""Processes that annotate, started and listened to (see `fault_worker`)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import fault_worker

REPOSITORY = Path(__file__).parents[2]


class Process:
    """One process at work; `pid` is known before it begins, and it begins when `said` is first asked for."""

    def __init__(self, pid: int, pipe: Path) -> None:
        self.pid = pid
        self._pipe = pipe

    @contextmanager
    def said(self) -> Iterator[IO[bytes]]:
        """What it says, one JSON object a line, to be read while it works; it ends with the process."""
        with self._pipe.open("rb", buffering=0) as pipe:
            yield pipe

    def kill(self) -> None:
        """Ends it as a power cut of its own: it can do nothing about it."""
        os.kill(self.pid, signal.SIGKILL)

    def listen(self) -> list[dict[str, Any]]:
        """All that it says until it ends."""
        with self.said() as pipe:
            return heard(pipe.read())


def heard(output: bytes) -> list[dict[str, Any]]:
    """The whole lines of what a process said."""
    return [json.loads(line) for line in output.decode().split("\n")[:-1]]


class Workshop:
    """Starts processes that work on projects, each a fork of one that has imported everything."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = subprocess.Popen(
            [sys.executable, str(Path(fault_worker.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            text=True,
        )
        self._made = 0
        assert self._line() == "ready"

    def start(self, project: str | Path, seed: int, acts: int, **more: Any) -> Process:
        """A process that is about to do `acts` acts on a project."""
        self._made += 1
        pipe = self._folder / f"pipe-{self._made}"
        os.mkfifo(pipe)
        order = {"project": str(project), "seed": seed, "acts": acts, "pipe": str(pipe), **more}
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        return Process(int(self._line()), pipe)

    def close(self) -> None:
        """Ends the server; processes still at work end by themselves."""
        self._server.communicate()

    def _line(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline().strip()
