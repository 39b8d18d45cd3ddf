"""What of the time between edits was work.

The time between two edits belongs to the later one: looking, deciding and pressing came before it. A gap of
more than `IDLE` seconds was partly something else; how much nobody knows, so it counts as `PAUSE` seconds, about what
finding one's place again takes. So does the first edit of a session, and one that is dated before the edit it follows
(the clock was put back). After a gap of more than `BREAK` seconds a new session begins.
"""

from __future__ import annotations

IDLE = 60.0
"""Seconds between two edits that are all work; of a longer gap only `PAUSE` is."""
PAUSE = 10.0
"""Seconds that a longer gap counts as, and the first edit of a session."""
BREAK = 1800.0
"""Seconds between two edits after which a new session begins."""

APART = ("annotator.", "import", "label.")
"""How the names begin of edits that are not annotating: they count for nothing, as though they were not there."""


def worked(gap: float) -> float:
    """How many of the seconds between an edit and the one before it were work."""
    return gap if 0 <= gap <= IDLE else PAUSE
