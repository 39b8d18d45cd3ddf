"""Names for rows."""

from __future__ import annotations

import os


def new_uid() -> str:
    """A name for a row that stays unique when projects are merged."""
    return os.urandom(16).hex()
