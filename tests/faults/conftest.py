"""Faults from outside: kills, power cuts, failing disks and full ones, on a real process of the application; and what
strangers' files and texts bring.

`FAULTS=long` runs them at the size that the figures of a release are taken from (half an hour) instead of the size for
every change (about a minute). What a machine cannot do (strace, mounting) is skipped with the reason.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import fault_worker
import pytest
from fault_process import Workshop

from tests.ui.conftest import (  # noqa: F401  (the window itself)
    front,
    home,
    no_haste,
    seeds_project,
    seeds_template,
    start,
    still_worker,
)


@pytest.fixture(scope="session")
def is_long() -> bool:
    """Whether the tests run at full size."""
    return os.environ.get("FAULTS") == "long"


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Where processes that annotate come from."""
    if not hasattr(os, "fork"):
        pytest.skip("the processes are forked")
    made = Workshop(tmp_path_factory.mktemp("workshop"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that nobody has worked on yet, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "blank.annotator"
    fault_worker.make_project(str(path))
    return path
