"""Plants faults into a copy of the application, one at a time, and lets the state machine look for them.

`python tests/faults/plant.py` prints which fault was found how, after how many examples, steps and seconds, and last
the ratio of those found. Names of faults as arguments plant only these. It ends with 1 when one was not found.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_REPOSITORY = Path(__file__).parents[2]
_EXAMPLES = 300
_SEED = 1
_LONGEST = 600
"""Seconds after which a fault counts as not found."""


class Fault(NamedTuple):
    """One line of the application as it is and as it must not be."""

    name: str
    path: str
    right: str
    wrong: str


FAULTS = (
    Fault(
        "a moved span keeps its old quote", "core/model.py",
        "return replace(self, start=start, end=end, quote=text[start:end])",
        "return replace(self, start=start, end=end)",
    ),
    Fault(
        "a wrong quote is taken", "storage/journal.py",
        """if text[row["start"] : row["end"]] != row["quote"]:""",
        "if False:",
    ),
    Fault(
        "the count of spans only grows", "storage/tally.py",
        "_add(store, stretch, spans_after - spans, suggestions_after - suggestions)",
        "_add(store, stretch, max(0, spans_after - spans), suggestions_after - suggestions)",
    ),
    Fault(
        "a line that is folded away does not count", "storage/tally.py",
        """if change.table not in ("span", "answer", "furniture"):""",
        """if change.table not in ("span", "answer"):""",
    ),
    Fault(
        "undo forgets relations", "core/edits.py",
        "tuple(change.inverted() for change in reversed(self.changes))",
        """tuple(change.inverted() for change in reversed(self.changes) if change.table != "relation")""",
    ),
    Fault(
        "undo goes through the changes forwards", "core/edits.py",
        "change.inverted() for change in reversed(self.changes)",
        "change.inverted() for change in self.changes",
    ),
    Fault(
        "undo does not bring the state back", "storage/rows.py",
        """values = [[_UNBEGUN, (change.before or {})["seconds"], change.key] for change in changes]""",
        """values = [[change.before["state"], change.before["seconds"], change.key] for change in changes]""",
    ),
    Fault(
        "seconds are lost when work begins again", "storage/rows.py",
        """{**row, "seconds": row["seconds"] + kept[0]}""",
        "row",
    ),
    Fault(
        "`before` is not checked", "storage/rows.py",
        """raise StaleEditError("edit.stale", table=table, key=change.key)""",
        "continue",
    ),
    Fault(
        "an edit leaves what was undone to be done again", "storage/journal.py",
        """self._store.connection.execute("UPDATE edit SET state = ? WHERE annotator IS ? AND state = ?", dropped)""",
        "pass",
    ),
    Fault(
        "redo begins with the newest edit", "storage/journal.py",
        "state = 'undone' ORDER BY id LIMIT 1",
        "state = 'undone' ORDER BY id DESC LIMIT 1",
    ),
    Fault(
        "the journal is written after the commit", "storage/journal.py",
        """            self._store.db.table("edit").insert(_row(edit, annotator))""",
        """        with self._store.transaction():
            self._store.db.table("edit").insert(_row(edit, annotator))""",
    ),
    Fault(
        "numbers come again",
        "storage/store.py",
        "(SELECT seq FROM sqlite_sequence WHERE name = ?)",
        "(SELECT NULL WHERE ? = '')",
    ),
    Fault(
        "a cancelled import stays in the index", "storage/documents.py",
        "search.remove_many(self._store, [(key, title, folded(text)) for key, title, text in documents])",
        "pass",
    ),
    Fault(
        "a new title is not in the index", "storage/journal.py",
        "if before != after:",
        "if False:",
    ),
    Fault(
        "an import is seen before its last commit", "storage/documents.py",
        """"source": source, "state": "pending",""",
        """"source": source, "state": "visible",""",
    ),
    Fault(
        "texts are composed on their way in", "storage/documents.py",
        """{**d.row(), "text": new.text}""",
        """{**d.row(), "text": __import__("unicodedata").normalize("NFC", new.text)}""",
    ),
    Fault(
        "occurrences are counted in UTF-16 units", "core/surfaces.py",
        "            yield first, last",
        """            yield tuple(len(text[:at].encode("utf-16-le")) // 2 for at in (first, last))""",
    ),
    Fault(
        "an import forgets how far people were",
        "workflows/importing_layers.py",
        "if layer.state == State.NEW and not layer.seconds:",
        "if layer.state:",
    ),
)  # fmt: skip


class Found(NamedTuple):
    """What came of looking for a fault; `how` is empty when nothing was found."""

    how: str
    examples: int
    steps: int
    seconds: float


def hunt(fault: Fault) -> Found:
    """Plants a fault and looks for it. Raises ValueError when the line to be changed is not there exactly once."""
    with tempfile.TemporaryDirectory(prefix="plant-") as folder:
        _plant(fault, Path(folder))
        environment = {**os.environ, "ANNOTATOR_HOME": os.path.join(folder, "home")}
        command = [sys.executable, __file__, "--look", folder]
        ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=_LONGEST, check=True)
    return Found(*json.loads(ran.stdout.splitlines()[-1]))


def _plant(fault: Fault, folder: Path) -> None:
    shutil.copytree(_REPOSITORY / "annotator", folder / "annotator", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("resources", "seeds"):
        (folder / name).symlink_to(_REPOSITORY / name)
    path = folder / "annotator" / fault.path
    source = path.read_text("utf-8")
    if source.count(fault.right) != 1:
        raise ValueError(f"{fault.name}: {fault.path} does not have its line exactly once")
    path.write_text(source.replace(fault.right, fault.wrong), "utf-8")


def _look(folder: str) -> Found:
    """Lets the state machine loose on the application in a folder, until something is wrong."""
    sys.path[:0] = [folder, str(_REPOSITORY / "tests" / "support")]
    from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
    from hypothesis.errors import HypothesisException
    from hypothesis.stateful import run_state_machine_as_test
    from machine import StorageMachine
    from machine_base import done

    first: list[tuple[str, int, int]] = []

    class Machine(StorageMachine):
        def teardown(self) -> None:
            try:
                raised = sys.exc_info()[1]
                super().teardown()
            except BaseException as error:
                raised = error
                raise
            finally:
                if isinstance(raised, Exception) and not isinstance(raised, HypothesisException):
                    first.append((_said(raised), done["examples"], done["steps"]))

    begin = time.perf_counter()
    try:
        run_state_machine_as_test(
            seed(_SEED)(Machine),
            settings=settings(
                max_examples=_EXAMPLES, stateful_step_count=40, deadline=None, database=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet,
            ),
        )  # fmt: skip
    except BaseException:
        if not first:
            raise
    how, examples, steps = first[0] if first else ("", done["examples"], done["steps"])
    return Found(how, examples, steps, time.perf_counter() - begin)


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:70]


def main(arguments: Sequence[str]) -> int:
    """Plants the faults that are named, or all, and prints what came of it."""
    if arguments[:1] == ["--look"]:
        print(json.dumps(_look(arguments[1])))
        return 0
    chosen = [fault for fault in FAULTS if not arguments or fault.name in arguments]
    found = 0
    print(f"{'fault':48} {'examples':>8} {'steps':>6} {'s':>6}  found by")
    for fault in chosen:
        got = hunt(fault)
        found += bool(got.how)
        how = got.how or "NOT FOUND"
        print(f"{fault.name:48} {got.examples:8} {got.steps:6} {got.seconds:6.1f}  {how}", flush=True)
    print(f"found {found} of {len(chosen)}: {found / len(chosen):.2f}")
    return int(found < len(chosen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
