"""strace at a process: what it asks of the system is written down, or made to fail."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|\?|0x[0-9a-f]+)(.*)")


class Call(NamedTuple):
    """A call of the system as strace wrote it down."""

    name: str
    arguments: str
    result: int
    outcome: str
    """What stands behind the result: the error, "(INJECTED)"."""


class UnavailableError(Exception):
    """Why strace cannot be used here."""


@contextmanager
def attached(pid: int, log: Path, options: Sequence[str]) -> Iterator[None]:
    """Watches a process while the body runs, which lets it begin and waits for its end.

    Raises UnavailableError when strace is missing or may not watch others.
    """
    program = shutil.which("strace")
    if program is None:
        raise UnavailableError("strace is not installed")
    command = [program, "-p", str(pid), "-o", str(log), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        line = tracer.stderr.readline()
        if "attached" not in line:
            raise UnavailableError(line.strip())
        yield
        tracer.communicate()


def calls(log: Path) -> Iterator[Call]:
    """The finished calls of a log, in order."""
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found and found[3] != "?":
                yield Call(found[1], found[2], int(found[3], 0), found[4])


def strings(arguments: str) -> list[bytes]:
    """The strings among the arguments of a call written with `-xx`, as bytes."""
    return [bytes.fromhex(text.replace("\\x", "")) for text in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)]


def name_of(descriptor: str) -> str:
    """The file that an argument written with `-y` is about, "" for none."""
    found = re.match(r"(?:-?\d+|AT_FDCWD)<(.*)>$", descriptor)
    return "" if found is None else os.fsdecode(_unescaped(found[1]))


def _unescaped(text: str) -> bytes:
    return re.sub(rb"\\x([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), text.encode())
