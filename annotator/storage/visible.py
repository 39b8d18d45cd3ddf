"""Which documents are part of the project."""

from __future__ import annotations

VISIBLE = "removed = 0 AND +batch IN (SELECT id FROM batch WHERE state = 'visible')"
"""The documents that are part of the project: not removed, and of an import that finished and was not undone.

The plus keeps SQLite from walking by batch and sorting everything anew: the first page is 250 times as fast.
"""
