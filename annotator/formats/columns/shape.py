"""What the beginning of a file of columns looks like, and so which format it is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.formats.columns import tags
from annotator.formats.columns.reading import START, columns
from annotator.formats.protocol import Head

_ROWS = 200
_SHARE = 0.95
"""Of so many tokens the tags must be tags: a file with an odd line is still of its format."""


class Shape(NamedTuple):
    """How the lines of a file of columns are built."""

    columns: int
    is_tabbed: bool
    has_start: bool
    is_biluo: bool
    tag_columns: int
    """How many columns, counted from the last, hold nothing but tags."""

    @property
    def format(self) -> str:
        """The name of the format that has this shape."""
        if self.columns >= 4:
            is_vlsp = self.tag_columns >= 3 or (self.columns == 4 and self.is_tabbed)
            return "vlsp2016" if is_vlsp and not self.has_start else "conll2003"
        if self.is_biluo:
            return "biluo"
        return "conll" if self.is_tabbed or self.has_start or self.columns > 2 else "phoner"


def shape_of(head: Head) -> Shape | None:
    """How the lines of a file are built, None when it is no file of columns with tags."""
    lines = [line for line in head.lines[:_ROWS] if line.strip() and line[0] not in "<#"]
    plain = [line for line in lines if not line.startswith(START)]
    rows = [columns(line) for line in plain]
    has_start = len(plain) < len(lines)
    widths = {len(row) for row in rows}
    if len(widths) != 1 or not (has_start or len(rows) > 2):
        return None
    (width,) = widths
    tagging = min(_tag_columns(rows), width - 1)
    begun = {row[-1][:2] for row in rows}
    if not tagging or not (has_start or width > 2 or any(each.endswith("-") for each in begun)):
        return None
    is_tabbed = all("\t" in line for line in plain)
    return Shape(width, is_tabbed, has_start, not begun.isdisjoint({"U-", "L-", "S-", "E-"}), tagging)


def _tag_columns(rows: Sequence[Sequence[str]]) -> int:
    found = 0
    for column in zip(*(reversed(row) for row in rows), strict=True):
        if sum(tags.split(cell) is not None for cell in column) < _SHARE * len(column):
            break
        found += 1
    return found
