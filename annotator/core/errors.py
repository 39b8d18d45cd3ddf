"""What can go wrong, sorted by whose fault it is.

An error carries a stable code and values; `core/messages.py` holds its English sentence, which the window translates.
"""

from __future__ import annotations


class AnnotatorError(Exception):
    """Something a person can be told in one sentence.

    `code` names the sentence in `core/messages.py`; `values` fill its places.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return f"{self.code} {self.values}" if self.values else self.code


class InputError(AnnotatorError):
    """A file or record that was handed in is wrong; nothing of it was taken."""


class RefusedError(AnnotatorError):
    """What was asked for is not permitted now (a duplicate span, a key in use); nothing changed."""


class StaleEditError(AnnotatorError):
    """A row is no longer what the edit was computed from; nothing was written."""


class ProjectError(AnnotatorError):
    """The project file cannot be opened, read or written; what was saved before is untouched."""
