"""The first object of a JSON file of which only the beginning is known."""

from __future__ import annotations

import json
from typing import Any

from annotator.formats.parts.strict_json import Object

_DECODER = json.JSONDecoder()


def first_object(text: str) -> Object | None:
    """The object that a text begins with, alone or as the first of an array; None when it begins otherwise.

    When the text ends inside it, its complete members.
    """
    start = text.lstrip()
    if start.startswith("["):
        start = start[1:].lstrip()
    if not start.startswith("{"):
        return None
    try:
        value, _ = _DECODER.raw_decode(start)
    except (ValueError, RecursionError):
        return _members(start)
    return value if isinstance(value, dict) else None


def _members(text: str) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    at = 1
    try:
        while True:
            at = _past(text, at, " \t\r\n,")
            key, at = _DECODER.raw_decode(text, at)
            at = _past(text, at, " \t\r\n:")
            if not isinstance(key, str):
                break
            found.setdefault(key, None)
            found[key], at = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        pass
    return found or None


def _past(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at
