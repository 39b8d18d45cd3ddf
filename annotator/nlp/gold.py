"""Gold files: articles with the spans that are taken for right, one JSON object a line.

Two forms are read, told apart line by line: this application's own one-layer JSONL, whose spans are objects
(`{"name", "text", "spans": [{"start", "end", "label"}]}`), and a simple one, whose spans are lists
(`{"file", "text", "spans": [[start, end, label]]}`). Offsets count code points and are half-open.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotator.core import labels
from annotator.core.errors import InputError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text and its spans `(start, end, label)` by position; `name` is the file it came from, or its line number."""

    name: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_gold(path: str) -> list[GoldArticle]:
    """The articles of a gold file. One bad line and nothing is taken: figures and models rest on the whole file.

    Raises InputError with path and line: "gold.json", "gold.layers", "gold.text", "gold.spans", "gold.span",
    "gold.quote"; with the path "input.empty" and "input.unreadable".
    """
    try:
        with open(path, "rb") as file:
            articles = list(_articles(file.read().removeprefix(_BOM), path))
    except OSError as error:
        raise InputError("input.unreadable", path=path, reason=error.strerror or str(error)) from error
    if not articles:
        raise InputError("input.empty", path=path)
    return articles


def _articles(content: bytes, path: str) -> Iterator[GoldArticle]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield _article(line, number)
        except InputError as error:
            raise InputError(error.code, **{**error.values, "path": path, "line": number}) from error


def _article(line: bytes, number: int) -> GoldArticle:
    record = _record(line)
    if "annotations" in record or ("format" in record and "text" not in record):
        raise InputError("gold.layers")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip() or not _is_whole(text):
        raise InputError("gold.text")
    name = record.get("name") or record.get("file")
    return GoldArticle(name if isinstance(name, str) else str(number), text, _spans(record.get("spans"), text))


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InputError("gold.json") from error
    if not isinstance(record, dict):
        raise InputError("gold.json")
    return record


def _is_whole(text: str) -> bool:
    """False when there is half a character (a lone surrogate), which no file or engine takes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _spans(listed: object, text: str) -> tuple[tuple[int, int, str], ...]:
    if not isinstance(listed, list):
        raise InputError("gold.spans")
    spans = [_span(each, text) for each in listed]
    if len(set(spans)) < len(spans):
        raise InputError("gold.spans")
    return tuple(sorted(spans))


def _span(each: object, text: str) -> tuple[int, int, str]:
    values = [each.get("start"), each.get("end"), each.get("label")] if isinstance(each, dict) else each
    if not isinstance(values, list) or [type(value) for value in values] != [int, int, str]:
        raise InputError("gold.spans")
    start, end, label = values
    if not 0 <= start < end <= len(text) or not labels.NAME.fullmatch(label):
        raise InputError("gold.span", start=start, end=end, label=label, length=len(text))
    if isinstance(each, dict) and each.get("quote", text[start:end]) != text[start:end]:
        raise InputError("gold.quote", start=start, end=end, quote=each["quote"])
    return start, end, label
