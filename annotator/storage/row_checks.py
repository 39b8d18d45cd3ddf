"""What the columns of a project's rows may hold: rows of a file that somebody else made are believed no further.

SQLite's own promise (STRICT) is only as good as the program that wrote the file, and says nothing of ranges, of words
that stand for something, or of what is inside JSON.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from annotator.core import attributes as rules
from annotator.core.model import AnnotatorKind, AnswerKind, Origin, Scope, State

_LARGEST = 1 << 62
_SHORT = 200
_LONG = 100_000
"""Characters of titles, notes, guidelines; of what names a thing in a word or two `_SHORT` are enough."""
_JSON = 1_000_000
_DEEPEST = 20
_MOST_SECONDS = 1e9
_DIGEST = re.compile("[0-9a-f]{64}")

Check = Callable[[Any], bool]


class Wrong(NamedTuple):
    """A row that is left out: its table, its number as the file has it, the column, and the document it is of."""

    table: str
    key: Any
    column: str
    document: int | None = None


def wrong_column(table: str, row: Mapping[str, Any]) -> str:
    """The first column of a row that does not hold what it may; empty when all do."""
    return next((name for name, value in row.items() if not _check(table, name)(value)), "")


def _check(table: str, column: str) -> Check:
    return _OF_TABLE.get((table, column)) or _CHECKS[column]


def _number(value: Any) -> bool:
    return type(value) is int and 0 < value < _LARGEST


def _offset(value: Any) -> bool:
    return type(value) is int and 0 <= value < _LARGEST


def _score(value: Any) -> bool:
    return value is None or (type(value) is float and math.isfinite(value))


def _seconds(value: Any) -> bool:
    return type(value) is float and 0 <= value <= _MOST_SECONDS


def _whole(value: Any) -> bool:
    """A text that any file can hold: no half characters (a byte that is no UTF-8 comes as one) and no zeros."""
    if type(value) is not str or "\0" in value:
        return False
    try:
        return value.isascii() or bool(value.encode())
    except UnicodeEncodeError:
        return False


def _text(longest: int) -> Check:
    return lambda value: _whole(value) and len(value) <= longest


def _said(longest: int) -> Check:
    """A text that is not blank."""
    return lambda value: _whole(value) and bool(value.strip()) and len(value) <= longest


def _optional(value: Any) -> bool:
    return value is None or _text(_LONG)(value)


def _one_of(kinds: Any) -> Check:
    return lambda value: type(value) is str and value in list(kinds)


def _digest(value: Any) -> bool:
    return type(value) is str and _DIGEST.fullmatch(value) is not None


def _mapping(value: Any) -> bool:
    """JSON of an object, of finite numbers, not deep, without half characters."""
    found = _loaded(value)
    return isinstance(found, dict) and _fits(found, 0)


def _fits(value: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(_whole(key) and _fits(each, depth + 1) for key, each in value.items())
    if isinstance(value, list):
        return all(_fits(each, depth + 1) for each in value)
    return _whole(value) if isinstance(value, str) else not isinstance(value, float) or math.isfinite(value)


def _rules(value: Any) -> bool:
    """JSON of what a label asks, as far as it has the form; which names and values it may have is the label set's."""
    if not isinstance(_loaded(value), list):
        return False
    try:
        found = rules.loaded(value)
    except (LookupError, TypeError, AttributeError):
        return False
    return all(_whole(text) for rule in found for text in (rule.name, *rule.values, rule.title_en, rule.title_vi))


def _loaded(value: Any) -> Any:
    if not _text(_JSON)(value):
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


_CHECKS: dict[str, Check] = {
    **dict.fromkeys(("id", "document", "annotator", "label", "source", "target", "position"), _number),
    **dict.fromkeys(("start", "end", "length"), _offset),
    **dict.fromkeys(("uid", "language", "kind"), _said(_SHORT)),
    **dict.fromkeys(("title", "note", "title_en", "title_vi", "guideline_en", "guideline_vi"), _text(_LONG)),
    **dict.fromkeys(("quote", "text"), _whole),
    **dict.fromkeys(("url", "author", "published"), _optional),
    **dict.fromkeys(("colour", "key"), _text(_SHORT)),
    **dict.fromkeys(("meta", "attributes"), _mapping),
    "name": _said(_LONG),
    "score": _score,
    "seconds": _seconds,
    "digest": _digest,
    "origin": _one_of(Origin),
    "state": _one_of(State),
    "answer": _one_of(AnswerKind),
    "scope": _one_of(Scope),
}
_OF_TABLE: dict[tuple[str, str], Check] = {
    ("annotator", "name"): _said(_SHORT),
    ("annotator", "kind"): _one_of(AnnotatorKind),
    ("document", "source"): _optional,
    ("furniture", "origin"): _one_of(("rule", "person")),
    ("label", "position"): _offset,
    ("label", "attributes"): _rules,
}
