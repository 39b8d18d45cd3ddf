"""Formats: the built-in ones, listed here one by one, and those that other packages bring.

A package adds one with an entry point in the group `annotator.formats` that names a class or function giving a
`Format`.
"""

from __future__ import annotations

import os
from functools import cache

from annotator.core.errors import RefusedError
from annotator.formats.conll import Conll
from annotator.formats.jsonl import Jsonl
from annotator.formats.plain_text import PlainText
from annotator.formats.protocol import Format

GROUP = "annotator.formats"

_BUILT_IN: tuple[Format, ...] = (PlainText(), Jsonl(), Conll())


def names() -> list[str]:
    """The names of all formats, the built-in ones first."""
    return [*(format_.name for format_ in _BUILT_IN), *sorted(_entry_points())]


def get(name: str) -> Format:
    """The format of this name.

    Raises RefusedError: "format.unknown", "format.broken" when another package's format cannot be made.
    """
    for format_ in _BUILT_IN:
        if format_.name == name:
            return format_
    if name not in _entry_points():
        raise RefusedError("format.unknown", name=name, known=", ".join(names()))
    return _made(name)


def for_path(path: str) -> Format | None:
    """The format that reads files with this ending, if any; built-in ones first."""
    suffix = os.path.splitext(path)[1].lower()
    if not suffix:
        return None
    for format_ in _BUILT_IN:
        if format_.can_read and suffix in format_.suffixes:
            return format_
    others = (_made(name) for name in sorted(_entry_points()))
    return next((other for other in others if other.can_read and suffix in other.suffixes), None)


@cache
def _made(name: str) -> Format:
    from importlib.metadata import entry_points

    try:
        (point,) = entry_points(group=GROUP, name=name)
        made: Format = point.load()()
    except Exception as error:  # it is another package's code: anything can come
        raise RefusedError("format.broken", name=name, reason=f"{type(error).__name__}: {error}") from error
    return made


def _entry_points() -> set[str]:
    from importlib.metadata import entry_points

    return set(entry_points(group=GROUP).names) - {format_.name for format_ in _BUILT_IN}
