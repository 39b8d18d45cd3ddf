"""Files of unknown origin: each gets a sentence and never another exception, in bounded memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import hostile
import pytest

from annotator import formats

READERS = [format_.name for format_ in formats.every() if format_.can_read]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is bounded as Linux does it")
@pytest.mark.parametrize("name", READERS)
def test_whatever_a_file_holds_there_is_a_sentence_for_it(name: str) -> None:
    repository = Path(__file__).parents[2]
    paths = os.pathsep.join([str(repository), str(Path(hostile.__file__).parent)])
    done = subprocess.run(
        [sys.executable, hostile.__file__, name, "5"],
        capture_output=True, text=True, timeout=3600, check=False, env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert not found, "\n".join(f"{case}: {wrong}" for case, wrong in list(found.items())[:5])
