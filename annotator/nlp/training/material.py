"""What a model is made from: annotated articles, further annotations kept without their texts, and raw news.

Newspapers' texts cannot be passed on, their annotation can: a file of offsets names each text by its digest, and is
joined with whoever has the texts.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from annotator.core.errors import InputError
from annotator.core.text import digest
from annotator.nlp.gold import GoldArticle, read_gold

Spans = set[tuple[int, int, str]]


class Offsets(NamedTuple):
    """Annotation without its text: of which text, what to take out of its gold and what to put in."""

    digest: str
    remove: Spans
    add: Spans


def raw_texts(path: Path) -> Iterator[str]:
    """Give the texts of raw news: the field `text` of JSONL, also gzipped, or every `.txt` file of a folder.

    Raises InputError `input.unreadable` with the path, `gold.json` and `gold.text` with path and line.
    """
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*.txt")):
                yield file.read_text(encoding="utf-8")
        else:
            yield from _lines(path)
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise InputError("input.unreadable", path=str(path), reason=str(error)) from error


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _text(line, path, number)


def _text(line: str, path: Path, number: int) -> str:
    record = _record(line, path, number)
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError("gold.text", path=str(path), line=number)
    return text


def _record(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("gold.json", path=str(path), line=number) from error
    if not isinstance(record, dict):
        raise InputError("gold.json", path=str(path), line=number)
    return record


def read_offsets(path: Path) -> list[Offsets]:
    """Read a file of offsets: a line `{"digest", "remove": [[start, end, label], ...], "add": [...]}` a text.

    Raises InputError `gold.json` and `gold.spans` with path and line, `input.unreadable` with the path.
    """
    found = []
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                found.append(_offsets(_record(line, path, number), path, number))
    except OSError as error:
        raise InputError("input.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    return found


def _offsets(record: dict[str, Any], path: Path, number: int) -> Offsets:
    try:
        remove, add = ({(int(a), int(b), str(c)) for a, b, c in record.get(key, ())} for key in ("remove", "add"))
        return Offsets(str(record["digest"]), remove, add)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("gold.spans", path=str(path), line=number) from error


def articles(gold: Path, offsets: Iterable[Offsets], raw: Path) -> tuple[list[GoldArticle], list[GoldArticle]]:
    """Give the articles of `gold`, corrected, and those of `raw` that `offsets` annotates, in the order of `raw`.

    Raises InputError as `read_gold` and `raw_texts` do.
    """
    by_digest = {each.digest: each for each in offsets}
    first = [_corrected(article, by_digest.pop(digest(article.text), None)) for article in read_gold(str(gold))]
    further = []
    for text in raw_texts(raw):
        found = by_digest.pop(digest(text), None)
        if found is not None:
            further.append(GoldArticle(found.digest[:12], text, tuple(sorted(found.add))))
    return first, further


def _corrected(article: GoldArticle, offsets: Offsets | None) -> GoldArticle:
    if offsets is None:
        return article
    return replace(article, spans=tuple(sorted((set(article.spans) - offsets.remove) | offsets.add)))
