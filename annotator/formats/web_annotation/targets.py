"""What an annotation of the W3C model points at, and what it says: its targets and bodies, in any of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from annotator.core.errors import InputError
from annotator.formats.parts.strict_json import Fields

_CHARACTERS = re.compile(r"#?char=(\d{1,10}),(\d{1,10})(;.*)?")
"""A fragment of plain text by RFC 5147."""


class Target(NamedTuple):
    """What is pointed at: a text or annotation, the range `[start, end)` of it in code points, and what that covers.

    `text` is the text itself where the target holds it.
    """

    source: str
    selects: bool = False
    place: tuple[int, int] | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    text: Fields | None = None


def listed(value: Any) -> list[Any]:
    """A list; one thing alone is a list of it, nothing an empty one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def said(fields: Fields, name: str) -> str:
    """A field that is text; of several the first, of anything else nothing."""
    return next((value for value in listed(fields.value(name)) if isinstance(value, str)), "")


def bodies(note: Fields) -> Iterator[Fields]:
    """What an annotation says: each as an object, a name on the web as one with its `id`."""
    if note.is_text("bodyValue"):
        yield Fields({"type": "TextualBody", "value": note.text("bodyValue")}, "bodyValue")
    for value in listed(note.value("body")):
        if isinstance(value, dict):
            yield Fields(value, "body")
        elif isinstance(value, str):
            yield Fields({"id": value}, "body")


def targets(note: Fields) -> list[Target]:
    """All that an annotation points at. Raises InputError: "record.not-text", "record.not-count", "record.not-list"."""
    found = [_target(value) for value in listed(note.value("target"))]
    if not found:
        raise InputError("record.not-list", field="target")
    return found


def _target(value: Any) -> Target:
    if isinstance(value, str):
        return _fragment(value)
    fields = Fields(value, "target")
    source = fields.value("source")
    text = Fields(source, "target.source") if isinstance(source, dict) else None
    iri = said(text, "id") if text else said(fields, "source") or said(fields, "id")
    if text and not text.is_text("value"):
        text = None
    target = Target(iri or "_:text", text=text)
    for selector in listed(fields.value("selector")):
        target = _selected(target, Fields(selector, "target.selector"))
    return target


def _fragment(iri: str) -> Target:
    base, _, fragment = iri.partition("#")
    match = _CHARACTERS.fullmatch(fragment)
    return Target(base, True, (int(match[1]), int(match[2]))) if match else Target(iri)


def _selected(target: Target, selector: Fields) -> Target:
    kinds = listed(selector.value("type"))
    if "TextQuoteSelector" in kinds:
        prefix, suffix = selector.text("prefix", ""), selector.text("suffix", "")
        return target._replace(selects=True, exact=selector.text("exact"), prefix=prefix, suffix=suffix)
    if "TextPositionSelector" in kinds:
        return target._replace(selects=True, place=(selector.count("start"), selector.count("end")))
    match = _CHARACTERS.fullmatch(said(selector, "value")) if "FragmentSelector" in kinds else None
    if match:
        return target._replace(selects=True, place=(int(match[1]), int(match[2])))
    raise InputError("record.selector", kind=", ".join(map(str, kinds))[:80])
