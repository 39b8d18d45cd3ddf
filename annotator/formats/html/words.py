"""Text in HTML: written so that no browser takes any of it for markup or changes it."""

from __future__ import annotations

_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\ufeff": "&#xfeff;"}
"""Readers make LF of a bare CR, and take a mark of byte order away where it stands first."""

_IN_TEXT = str.maketrans(_TEXT)
_IN_QUOTES = str.maketrans({**_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def shown(text: str) -> str:
    """Text between tags."""
    return text.translate(_IN_TEXT)


def attributes(values: dict[str, str]) -> str:
    """Attributes with a blank before each."""
    return "".join(f' {name}="{value.translate(_IN_QUOTES)}"' for name, value in values.items())
