"""The restore drill, and kills and full disks in the middle of a backup or a restore."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.ids import new_uid
from annotator.core.model import Label, Span
from annotator.core.selection import syllables
from annotator.storage import backup, restoring
from annotator.storage.backup import Reason
from annotator.storage.project import Project
from annotator.workflows import checking
from annotator.workflows.setup import sample_project

REPOSITORY = Path(__file__).resolve().parents[2]
CONTENT = ("annotator", "label", "document", "furniture", "span", "relation", "answer", "assignment", "tally", "edit")
State = dict[str, list[Any]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A project of five articles that nobody has open."""
    made = sample_project(str(tmp_path / "Thời sự.annotator"), "Lan")
    made.close()
    return made.path


class Hand:
    """Labels one syllable after the other, each an edit that is acknowledged when `label` returns."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._person = project.people.ensure("Lan").id
        self._label: Label = project.labels.all()[0]
        [self._article] = project.documents.ids()[:1]
        self._text = project.store.text(self._article) or ""
        taken = {(span.start, span.end) for span in project.annotations.spans(self._article, self._person)}
        self._places = iter([place for place in syllables(self._text) if place not in taken])

    def label(self) -> None:
        start, end = next(self._places)
        key, quote = self._project.store.next_id("span"), self._text[start:end]
        span = Span(key, new_uid(), self._article, self._person, start, end, self._label.id, quote)
        self._project.journal.apply(edits.add_span(span, self._label.name), self._person)


def state(path: str) -> State:
    """Every row of a project file."""
    project = Project.open(path, read_only=True)
    try:
        query = 'SELECT * FROM "{}" ORDER BY 1, 2'
        return {table: project.store.connection.execute(query.format(table)).fetchall() for table in CONTENT}
    finally:
        project.close()


def is_whole(path: str) -> bool:
    """Whether a file is a project without a fault."""
    project = Project.open(path, read_only=True)
    try:
        return not checking.check(project)
    finally:
        project.close()


def worked(path: str, acts: int) -> None:
    project = Project.open(path)
    hand = Hand(project)
    for _ in range(acts):
        hand.label()
    project.close()


def zeroed(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(b"\0" * (size // 3))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 something else altogether" * 1000)


def headless(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(100))


@pytest.mark.parametrize("damage", [zeroed, cut, overwritten, headless, Path.unlink], ids=lambda each: each.__name__)
def test_the_drill(path: str, damage: Callable[[Path], None]) -> None:
    """Work, backups on the way, damage, restore: everything acknowledged up to each backup is there again."""
    known: dict[str, State] = {}
    project = Project.open(path)
    hand = Hand(project)
    for acts in (3, 1, 12, 5):
        for _ in range(acts):
            hand.label()
        made = backup.make(path, Reason.WORK)
        known[made.path] = state(path)
    hand.label()
    project.close()
    damage(Path(path))
    assert {each.path for each in backup.of(path)} == set(known)
    for made_path, held in known.items():
        kept = restoring.restore(path, made_path)
        assert kept or damage is Path.unlink
        assert state(path) == held
        assert is_whole(path)
    worked(path, 2)
    assert is_whole(path)


def test_restoring_is_undone_by_restoring(path: str) -> None:
    made = backup.make(path, Reason.WORK)
    worked(path, 7)
    before = state(path)
    kept = restoring.restore(path, made.path)
    assert state(path) != before
    restoring.restore(path, kept)
    assert state(path) == before


WORKER = """
import sys
from annotator.storage import backup, restoring
from annotator.storage.backup import Reason
what, path, chosen = sys.argv[1:]
print("ready", flush=True)
while True:
    if what == "backup":
        backup.make(path, Reason.WORK)
    else:
        restoring.restore(path, chosen)
"""


def killed(delay: float, *arguments: str) -> None:
    """Starts a process that goes on backing up or restoring, and kills it."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, *arguments], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(delay)  # the moment of the kill is what the test is about
        process.kill()
        _, said = process.communicate()
    assert process.returncode == -signal.SIGKILL, said.decode()


@pytest.fixture
def delays(is_long: bool) -> Iterator[float]:
    """When to kill: within what one round of the work takes and a little more."""
    chance = random.Random(7)
    return iter([chance.uniform(0, 0.06) for _ in range(400 if is_long else 10)])


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_a_kill_in_the_middle_of_a_backup_leaves_all_whole(path: str, home: Path, delays: Iterator[float]) -> None:
    project = Project.open(path)
    hand = Hand(project)
    for delay in delays:
        hand.label()
        killed(delay, "backup", path, "-")
        for each in backup.of(path)[:12]:
            assert is_whole(each.path)
    held = state(path)
    project.close()
    assert state(path) == held
    assert backup.of(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_a_kill_in_the_middle_of_a_restore_leaves_one_state_or_the_other(path: str, delays: Iterator[float]) -> None:
    made = backup.make(path, Reason.WORK)
    first = state(made.path)
    for delay in delays:
        worked(path, 1)
        later = state(path)
        killed(delay, "restore", path, made.path)
        assert is_whole(path)
        now = state(path)
        assert now in (later, first)
        if now == first:
            assert any(state(each.path) == later for each in backup.of(path))
        restoring.restore(path, made.path)


STARVED = """
import resource, signal, sys
from annotator.core.errors import ProjectError
from annotator.storage import backup, restoring
from annotator.storage.backup import Reason
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
what, path, chosen, room = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
try:
    backup.make(path, Reason.WORK) if what == "backup" else restoring.restore(path, chosen)
except ProjectError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize(("what", "code"), [("backup", "backup.failed"), ("restore", "output.failed")])
def test_a_disk_that_fills_up_meanwhile_is_one_sentence(path: str, home: Path, what: str, code: str) -> None:
    """A file may grow to so many bytes and no more, at several of them."""
    made = backup.make(path, Reason.WORK)
    worked(path, 3)
    held = state(path)
    for room in (65_536, 100_000, made.size - 1):
        command = [sys.executable, "-c", STARVED, what, path, made.path, str(room)]
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == code
        assert state(path) == held
        assert [each.path for each in backup.of(path)] == [made.path]
        assert not [each for each in home.rglob("*") if ".part" in each.name]
    worked(path, 1)
    assert is_whole(path)
