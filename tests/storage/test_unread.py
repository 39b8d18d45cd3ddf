from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core.errors import RefusedError
from annotator.storage import copying, listing
from annotator.storage.listing import Order
from annotator.storage.project import Project
from annotator.storage.unread import as_known


def raised(act: Callable[[], object]) -> BaseException:
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - whatever it is
        act()
    return caught.value


def code(error: BaseException) -> str | None:
    known = as_known(error)
    return known.code if known else None


def test_a_damaged_page_has_a_sentence(project: Project, tmp_path: Path) -> None:
    project.store.checkpoint()
    path = tmp_path / "damaged"
    path.write_bytes(bytearray(Path(project.path).read_bytes()[:4096]) + b"\xff" * 40_000)
    connection = sqlite3.connect(path)
    error = raised(lambda: listing.index(connection, Order(1)))
    assert isinstance(error, sqlite3.DatabaseError)
    assert code(error) == "reading.damaged"


def test_a_text_that_is_no_text_is_damage() -> None:
    query = "SELECT CAST(x'ff' AS TEXT)"
    assert code(raised(lambda: sqlite3.connect(":memory:").execute(query).fetchone())) == "reading.damaged"


def test_a_file_that_cannot_be_read_has_a_sentence(tmp_path: Path) -> None:
    assert code(raised(lambda: sqlite3.connect(tmp_path / "no" / "such"))) == "reading.failed"
    assert code(raised(lambda: copying.flush(str(tmp_path / "none")))) == "reading.failed"


def test_an_error_of_ours_is_its_own_sentence() -> None:
    error = RefusedError("span.blank")
    assert as_known(error) is error


@pytest.mark.parametrize(
    "act",
    [
        lambda: sqlite3.connect(":memory:").execute("SELECT x FROM nothing"),
        lambda: sqlite3.connect(":memory:").execute("SELECT ?", []),
        lambda: sqlite3.connect(":memory:").executescript("CREATE TABLE t (v UNIQUE); INSERT INTO t VALUES (1), (1)"),
        lambda: Path("/no/such/file").read_text("utf-8"),
        lambda: int("x"),
    ],
)
def test_a_fault_of_the_program_has_none(act: Callable[[], object]) -> None:
    assert as_known(raised(act)) is None
